package dev.atrium.persistence.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statement of a workspace's account: its transfers, and what it had after each. */
@ApplicationScoped
public class StatementRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /** The newest first. The balance after the first of a page is the account's, less what came after it. */
    public List<StatementEntry> findNewest(UUID workspaceId, int offset, int limit) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        WITH account AS (
                            SELECT id, balance FROM credit_account WHERE workspace_id = ?
                        ), newest AS (
                            SELECT t.* FROM account, LATERAL (
                                SELECT *, -amount AS signed FROM credit_transfer WHERE debit_account_id = account.id
                                UNION ALL
                                SELECT *, amount FROM credit_transfer WHERE credit_account_id = account.id
                            ) t ORDER BY t.created_at DESC, t.id DESC LIMIT ?
                        ), running AS (
                            SELECT n.*, account.balance - coalesce(sum(n.signed) OVER (
                                ORDER BY n.created_at DESC, n.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS after
                            FROM newest n, account
                        )
                        SELECT id, kind, signed, CAST(after AS bigint), reason, generation_id, user_id, expires_at, created_at
                        FROM running ORDER BY created_at DESC, id DESC OFFSET ?""")
                .setParameter(1, workspaceId)
                .setParameter(2, Math.addExact(offset, limit))
                .setParameter(3, offset)
                .getResultList();
        return rows.stream().map(row -> entry((Object[]) row)).toList();
    }

    /**
     * The oldest first, after one that was read before.
     *
     * @param last the last that was read; empty to begin
     */
    public List<StatementEntry> findAfter(UUID workspaceId, Optional<StatementEntry> last, int limit) {
        Instant since = last.map(StatementEntry::createdAt).orElse(Instant.EPOCH);
        UUID id = last.map(StatementEntry::id).orElse(new UUID(0, 0));
        List<?> rows = entityManager
                .createNativeQuery("""
                        WITH oldest AS (
                            SELECT t.* FROM credit_account account, LATERAL (
                                SELECT *, -amount AS signed FROM credit_transfer
                                WHERE debit_account_id = account.id AND (created_at, id) > (?, ?)
                                UNION ALL
                                SELECT *, amount FROM credit_transfer
                                WHERE credit_account_id = account.id AND (created_at, id) > (?, ?)
                            ) t WHERE account.workspace_id = ? ORDER BY t.created_at, t.id LIMIT ?
                        )
                        SELECT id, kind, signed,
                            CAST(? + sum(signed) OVER (ORDER BY created_at, id ROWS UNBOUNDED PRECEDING) AS bigint),
                            reason, generation_id, user_id, expires_at, created_at
                        FROM oldest ORDER BY created_at, id""")
                .setParameter(1, Timestamp.from(since))
                .setParameter(2, id)
                .setParameter(3, Timestamp.from(since))
                .setParameter(4, id)
                .setParameter(5, workspaceId)
                .setParameter(6, limit)
                .setParameter(
                        7,
                        last.map(StatementEntry::balance).orElse(Credits.ZERO).micro())
                .getResultList();
        return rows.stream().map(row -> entry((Object[]) row)).toList();
    }

    public long count(UUID workspaceId) {
        return ((Number) entityManager
                        .createNativeQuery("""
                                SELECT (SELECT count(*) FROM credit_transfer WHERE debit_account_id = account.id)
                                    + (SELECT count(*) FROM credit_transfer WHERE credit_account_id = account.id)
                                FROM credit_account account WHERE workspace_id = ?""")
                        .setParameter(1, workspaceId)
                        .getSingleResult())
                .longValue();
    }

    private static StatementEntry entry(Object[] row) {
        return new StatementEntry(
                (UUID) row[0],
                TransferKind.valueOf((String) row[1]),
                credits(row[2]),
                credits(row[3]),
                (String) row[4],
                Optional.ofNullable((UUID) row[5]),
                Optional.ofNullable((UUID) row[6]),
                Optional.ofNullable((Timestamp) row[7]).map(Timestamp::toInstant),
                ((Timestamp) row[8]).toInstant());
    }

    private static Credits credits(Object column) {
        return Credits.ofMicro(((Number) column).longValue());
    }
}
