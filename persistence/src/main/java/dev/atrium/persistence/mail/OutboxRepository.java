package dev.atrium.persistence.mail;

import dev.atrium.persistence.type.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The outbox: mail is written with the business that it tells of, and sent afterwards. */
@ApplicationScoped
public class OutboxRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /**
     * A mail that a node has taken to send it.
     *
     * @param attempt how often it was taken, this time included
     */
    public record Taken(UUID id, String recipient, String subject, String body, int attempt) {}

    public void add(String recipient, String subject, String body, Instant now) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO outbox_mail (id, recipient, subject, body, state, created_at, next_attempt_at)
                        VALUES (?, ?, ?, ?, 'WAITING', ?, ?)""")
                .setParameter(1, UuidV7.next())
                .setParameter(2, recipient)
                .setParameter(3, subject)
                .setParameter(4, body)
                .setParameter(5, Timestamp.from(now))
                .setParameter(6, Timestamp.from(now))
                .executeUpdate();
    }

    /**
     * Takes mail that is due. Nobody else takes it until an instant, when whoever took it must have stopped on the way.
     *
     * @param limit at most so many
     */
    public List<Taken> take(Instant now, Instant until, int limit) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        UPDATE outbox_mail SET attempts = attempts + 1, next_attempt_at = ? WHERE id IN (
                            SELECT id FROM outbox_mail WHERE state = 'WAITING' AND next_attempt_at <= ?
                            ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED)
                        RETURNING id, recipient, subject, body, attempts""")
                .setParameter(1, Timestamp.from(until))
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Taken(
                        (UUID) row[0], (String) row[1], (String) row[2], (String) row[3], ((Number) row[4]).intValue()))
                .toList();
    }

    /** @param text what to keep of the body: it may carry secrets that only its recipient should read */
    public void sent(UUID id, String text, Instant now) {
        entityManager
                .createNativeQuery(
                        "UPDATE outbox_mail SET state = 'SENT', sent_at = ?, body = ?, last_error = NULL WHERE id = ?")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, text)
                .setParameter(3, id)
                .executeUpdate();
    }

    /** It could not be sent and will be tried again. */
    public void postpone(UUID id, String error, Instant nextAttempt) {
        entityManager
                .createNativeQuery("UPDATE outbox_mail SET last_error = ?, next_attempt_at = ? WHERE id = ?")
                .setParameter(1, error)
                .setParameter(2, Timestamp.from(nextAttempt))
                .setParameter(3, id)
                .executeUpdate();
    }

    /** It was tried often enough. */
    public void giveUp(UUID id, String error) {
        entityManager
                .createNativeQuery("UPDATE outbox_mail SET state = 'FAILED', last_error = ? WHERE id = ?")
                .setParameter(1, error)
                .setParameter(2, id)
                .executeUpdate();
    }

    /** Forgets mail of before an instant that does not wait any more. */
    public int deleteBefore(Instant instant) {
        return entityManager
                .createNativeQuery("DELETE FROM outbox_mail WHERE state <> 'WAITING' AND created_at < ?")
                .setParameter(1, Timestamp.from(instant))
                .executeUpdate();
    }

    /** Takes mail to an address back, and forgets what was sent to it. */
    public void forget(String recipient) {
        entityManager
                .createNativeQuery("DELETE FROM outbox_mail WHERE recipient = ?")
                .setParameter(1, recipient)
                .executeUpdate();
    }
}
