package dev.atrium.persistence.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was sent to a user to prove something with. Tokens are known by the SHA-256 of their secret, in hexadecimal digits. */
@ApplicationScoped
public class OneTimeTokenRepository {

    /** What a token proves, or allows. */
    public enum Purpose {
        /** That an address is the user's. */
        VERIFY_EMAIL,
        /** Setting a new password. */
        RESET_PASSWORD,
        /** Signing in without a password; good until it expires, and not once only. */
        REMEMBER_ME
    }

    /**
     * Whom a token was made for.
     *
     * @param email the address that it was sent to, where that is what it proves
     */
    public record Claim(UUID userId, Optional<String> email) {}

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(Purpose purpose, String hash, UUID id, Claim claim, Instant now, Instant expiresAt) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO one_time_token (id, purpose, token_hash, user_id, email, created_at, expires_at)
                        VALUES (?, ?, decode(?, 'hex'), ?, ?, ?, ?)""")
                .setParameter(1, id)
                .setParameter(2, purpose.name())
                .setParameter(3, hash)
                .setParameter(4, claim.userId())
                .setParameter(5, claim.email().orElse(null))
                .setParameter(6, Timestamp.from(now))
                .setParameter(7, Timestamp.from(expiresAt))
                .executeUpdate();
    }

    /** Uses a token up; of several that try at once, one gets the claim. Empty when it was used, has expired or never was. */
    public Optional<Claim> use(Purpose purpose, String hash, Instant now) {
        return claim(entityManager
                .createNativeQuery("""
                        UPDATE one_time_token SET used_at = ?
                        WHERE token_hash = decode(?, 'hex') AND purpose = ? AND used_at IS NULL AND expires_at > ?
                        RETURNING user_id, email""")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, hash)
                .setParameter(3, purpose.name())
                .setParameter(4, Timestamp.from(now))
                .getResultList());
    }

    /** Looks at a token without using it up. */
    public Optional<Claim> find(Purpose purpose, String hash, Instant now) {
        return claim(entityManager
                .createNativeQuery("""
                        SELECT user_id, email FROM one_time_token
                        WHERE token_hash = decode(?, 'hex') AND purpose = ? AND used_at IS NULL AND expires_at > ?""")
                .setParameter(1, hash)
                .setParameter(2, purpose.name())
                .setParameter(3, Timestamp.from(now))
                .getResultList());
    }

    private static Optional<Claim> claim(List<?> rows) {
        return rows.stream()
                .findFirst()
                .map(Object[].class::cast)
                .map(row -> new Claim((UUID) row[0], Optional.ofNullable((String) row[1])));
    }

    /** Voids all tokens of a user. */
    public void voidAll(UUID userId, Instant now) {
        entityManager
                .createNativeQuery("UPDATE one_time_token SET used_at = ? WHERE user_id = ? AND used_at IS NULL")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, userId)
                .executeUpdate();
    }

    /** Voids the tokens of one purpose: of several mails only the last one counts. */
    public void voidAll(UUID userId, Purpose purpose, Instant now) {
        entityManager
                .createNativeQuery(
                        "UPDATE one_time_token SET used_at = ? WHERE user_id = ? AND purpose = ? AND used_at IS NULL")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, userId)
                .setParameter(3, purpose.name())
                .executeUpdate();
    }

    /** Forgets what nobody can use any more. */
    public int deleteSpent(Instant now) {
        return entityManager
                .createNativeQuery("DELETE FROM one_time_token WHERE expires_at <= ? OR used_at IS NOT NULL")
                .setParameter(1, Timestamp.from(now))
                .executeUpdate();
    }
}
