package dev.atrium.persistence.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The idempotency keys of the last hours. A key belongs to a user in a workspace; others may use the same one. */
@ApplicationScoped
public class IdempotencyRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /**
     * What a key stands for.
     *
     * @param requestHash of the request that came with it, in hexadecimal digits
     * @param generationId what that request began
     */
    public record Use(String requestHash, UUID generationId) {}

    /**
     * Takes a key, or one again that has expired. Of several transactions that try, the others wait until the first has ended.
     *
     * @return false when the key is taken; nothing has changed then
     */
    public boolean claim(UUID workspaceId, UUID userId, String key, Use use, Instant now, Instant expiresAt) {
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO idempotency_key AS taken
                                    (workspace_id, user_id, key, request_hash, generation_id, created_at, expires_at)
                                VALUES (?, ?, ?, decode(?, 'hex'), ?, ?, ?)
                                ON CONFLICT (workspace_id, user_id, key) DO UPDATE
                                SET request_hash = excluded.request_hash, generation_id = excluded.generation_id,
                                    created_at = excluded.created_at, expires_at = excluded.expires_at
                                WHERE taken.expires_at <= excluded.created_at""")
                        .setParameter(1, workspaceId)
                        .setParameter(2, userId)
                        .setParameter(3, key)
                        .setParameter(4, use.requestHash())
                        .setParameter(5, use.generationId())
                        .setParameter(6, Timestamp.from(now))
                        .setParameter(7, Timestamp.from(expiresAt))
                        .executeUpdate()
                == 1;
    }

    /** What a key stands for, unless it has expired. */
    public Optional<Use> find(UUID workspaceId, UUID userId, String key, Instant now) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT encode(request_hash, 'hex'), generation_id FROM idempotency_key
                        WHERE workspace_id = ? AND user_id = ? AND key = ? AND expires_at > ?""")
                .setParameter(1, workspaceId)
                .setParameter(2, userId)
                .setParameter(3, key)
                .setParameter(4, Timestamp.from(now))
                .getResultList();
        return rows.stream().findFirst().map(row -> {
            Object[] columns = (Object[]) row;
            return new Use((String) columns[0], (UUID) columns[1]);
        });
    }

    /** Keeps the result of a generation, to be told again, if it was begun by a request with a key. */
    public void keepResult(UUID generationId, byte[] document) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO replayable_result (generation_id, document)
                        SELECT DISTINCT generation_id, CAST(? AS bytea) FROM idempotency_key WHERE generation_id = ?""")
                .setParameter(1, document)
                .setParameter(2, generationId)
                .executeUpdate();
    }

    /** A result that was kept. */
    public Optional<byte[]> findResult(UUID generationId) {
        return entityManager
                .createNativeQuery("SELECT document FROM replayable_result WHERE generation_id = ?")
                .setParameter(1, generationId)
                .getResultStream()
                .findFirst()
                .map(byte[].class::cast);
    }

    /** Removes a result that was kept, if there is one. */
    public void removeResult(UUID generationId) {
        entityManager
                .createNativeQuery("DELETE FROM replayable_result WHERE generation_id = ?")
                .setParameter(1, generationId)
                .executeUpdate();
    }

    /** Forgets the keys that have expired, and the results that were kept for them; returns how many keys. */
    public int deleteExpired(Instant now) {
        int keys = entityManager
                .createNativeQuery("DELETE FROM idempotency_key WHERE expires_at <= ?")
                .setParameter(1, Timestamp.from(now))
                .executeUpdate();
        entityManager.createNativeQuery("""
                        DELETE FROM replayable_result r
                        WHERE NOT EXISTS (SELECT FROM idempotency_key k WHERE k.generation_id = r.generation_id)""").executeUpdate();
        return keys;
    }
}
