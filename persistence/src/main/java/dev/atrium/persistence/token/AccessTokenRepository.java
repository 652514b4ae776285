package dev.atrium.persistence.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The personal access tokens. */
@ApplicationScoped
public class AccessTokenRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(AccessToken token) {
        entityManager.persist(token);
    }

    /** Writes what was added, so that rows may refer to it in the same transaction. */
    public void flush() {
        entityManager.flush();
    }

    /** Finds a token by the SHA-256 of its secret, in hexadecimal digits. */
    public Optional<AccessToken> findByHash(String hash) {
        return entityManager
                .createQuery("SELECT t FROM AccessToken t WHERE t.hash = :hash", AccessToken.class)
                .setParameter("hash", HexFormat.of().parseHex(hash))
                .getResultStream()
                .findFirst();
    }

    /** A user's own token that was not revoked. */
    public Optional<AccessToken> find(UUID userId, UUID id) {
        return entityManager
                .createQuery(
                        "SELECT t FROM AccessToken t WHERE t.id = :id AND t.userId = :user AND t.revokedAt IS NULL",
                        AccessToken.class)
                .setParameter("id", id)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    /** A user's tokens that were not revoked, the newest first. */
    public List<AccessToken> findAll(UUID userId, int offset, int limit) {
        return entityManager
                .createQuery(
                        "SELECT t FROM AccessToken t WHERE t.userId = :user AND t.revokedAt IS NULL"
                                + " ORDER BY t.createdAt DESC, t.id DESC",
                        AccessToken.class)
                .setParameter("user", userId)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    public long count(UUID userId) {
        return entityManager
                .createQuery(
                        "SELECT count(t) FROM AccessToken t WHERE t.userId = :user AND t.revokedAt IS NULL", Long.class)
                .setParameter("user", userId)
                .getSingleResult();
    }

    /** Notes that a token is in use, unless that was noted after an instant. */
    public void used(UUID id, Instant now, Instant notedAfter) {
        entityManager
                .createNativeQuery(
                        "UPDATE access_token SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, id)
                .setParameter(3, Timestamp.from(notedAfter))
                .executeUpdate();
    }

    /** Revokes all tokens of a user. */
    public void revokeAll(UUID userId, Instant now) {
        entityManager
                .createNativeQuery("UPDATE access_token SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, userId)
                .executeUpdate();
    }
}
