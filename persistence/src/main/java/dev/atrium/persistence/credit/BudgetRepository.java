package dev.atrium.persistence.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What tokens and members may spend in a calendar month (UTC), and have spent. It is held with the reservation that names the budgets, and
 * settled with that by the database's triggers (see {@code credits.sql}).
 */
@ApplicationScoped
public class BudgetRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /** Whose a budget is. */
    public enum Holder {
        TOKEN,
        MEMBER
    }

    /**
     * A budget.
     *
     * @param subjectId the token or the membership that it is counted under
     * @param hard whether calls beyond it are refused
     */
    public record Budget(Holder holder, UUID subjectId, Credits limit, boolean hard) {}

    /** What a call of a user in a workspace, perhaps with a token, has to keep to; in the order in which they are to be held. */
    public List<Budget> findAll(UUID workspaceId, UUID userId, Optional<UUID> tokenId) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT 'MEMBER', id, monthly_budget, budget_hard FROM membership
                        WHERE workspace_id = ? AND user_id = ? AND monthly_budget IS NOT NULL
                        UNION ALL
                        SELECT 'TOKEN', id, monthly_budget, budget_hard FROM access_token
                        WHERE id = CAST(? AS uuid) AND monthly_budget IS NOT NULL
                        ORDER BY 2""")
                .setParameter(1, workspaceId)
                .setParameter(2, userId)
                .setParameter(3, tokenId.map(UUID::toString).orElse(null))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row ->
                        new Budget(Holder.valueOf((String) row[0]), (UUID) row[1], credits(row[2]), (Boolean) row[3]))
                .toList();
    }

    /**
     * Holds an amount of the month's budget. The row is locked before it is compared, so that of any number of concurrent calls only as many
     * succeed as the budget covers.
     *
     * @return false when a hard budget has less than that left; nothing has changed then
     */
    public boolean hold(Budget budget, Credits amount, Instant now) {
        long limit = budget.hard() ? budget.limit().micro() : Long.MAX_VALUE;
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO budget_use AS used (subject_id, month, reserved)
                                SELECT CAST(? AS uuid), budget_month(?), CAST(? AS bigint) WHERE CAST(? AS bigint) <= ?
                                ON CONFLICT (subject_id, month) DO UPDATE SET reserved = used.reserved + excluded.reserved
                                WHERE used.spent + used.reserved + excluded.reserved <= ?""")
                        .setParameter(1, budget.subjectId())
                        .setParameter(2, Timestamp.from(now))
                        .setParameter(3, amount.micro())
                        .setParameter(4, amount.micro())
                        .setParameter(5, limit)
                        .setParameter(6, limit)
                        .executeUpdate()
                == 1;
    }

    /** What a month's budget has had taken from it. */
    public record Use(Credits spent, Credits reserved) {

        static final Use NONE = new Use(Credits.ZERO, Credits.ZERO);

        public Credits total() {
            return spent.plus(reserved);
        }
    }

    public Use use(UUID subjectId, Instant now) {
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT spent, reserved FROM budget_use WHERE subject_id = ? AND month = budget_month(?)")
                .setParameter(1, subjectId)
                .setParameter(2, Timestamp.from(now))
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(Object[].class::cast)
                .map(row -> new Use(credits(row[0]), credits(row[1])))
                .orElse(Use.NONE);
    }

    /** Begins to count for a member who has got a budget: with what they have spent this month. */
    public void beginMember(UUID membershipId, UUID workspaceId, UUID userId, Instant now) {
        lock(membershipId, now);
        // A statement of its own sees what was committed while it waited for the lock.
        entityManager
                .createNativeQuery("""
                        UPDATE budget_use SET spent = (
                            SELECT coalesce(sum(credits), 0) FROM generation
                            WHERE workspace_id = ? AND user_id = ? AND created_at >= budget_month(?) AT TIME ZONE 'UTC')
                        WHERE subject_id = ? AND month = budget_month(?)""")
                .setParameter(1, workspaceId)
                .setParameter(2, userId)
                .setParameter(3, Timestamp.from(now))
                .setParameter(4, membershipId)
                .setParameter(5, Timestamp.from(now))
                .executeUpdate();
    }

    private void lock(UUID subjectId, Instant now) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO budget_use AS used (subject_id, month) VALUES (?, budget_month(?))
                        ON CONFLICT (subject_id, month) DO UPDATE SET spent = used.spent""")
                .setParameter(1, subjectId)
                .setParameter(2, Timestamp.from(now))
                .executeUpdate();
    }

    /**
     * A budget that has been used up, or nearly.
     *
     * @param holderName of a token its name, of a membership the workspace's
     * @param email whose it is
     * @param percent 80 or 100: so much of it at least is spent
     */
    public record Alert(Holder holder, String holderName, String email, Credits limit, Credits spent, int percent) {}

    /** The budgets of this month whose state somebody is to be told of, each state once on whichever node asks first. */
    public List<Alert> takeAlerts(Instant now) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        WITH budget AS (
                            SELECT 'TOKEN' AS holder, t.id, t.name, t.user_id, t.monthly_budget FROM access_token t
                            WHERE t.monthly_budget > 0 AND t.revoked_at IS NULL
                            UNION ALL
                            SELECT 'MEMBER', m.id, w.name, m.user_id, m.monthly_budget
                            FROM membership m JOIN workspace w ON w.id = m.workspace_id WHERE m.monthly_budget > 0
                        )
                        UPDATE budget_use used SET alerted = CASE WHEN used.spent >= budget.monthly_budget THEN 100 ELSE 80 END
                        FROM budget JOIN app_user u ON u.id = budget.user_id
                        WHERE used.subject_id = budget.id AND used.month = budget_month(?)
                        AND used.spent >= budget.monthly_budget * 0.8
                        AND used.alerted < CASE WHEN used.spent >= budget.monthly_budget THEN 100 ELSE 80 END
                        RETURNING budget.holder, budget.name, u.email, budget.monthly_budget, used.spent, used.alerted""")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Alert(
                        Holder.valueOf((String) row[0]),
                        (String) row[1],
                        (String) row[2],
                        credits(row[3]),
                        credits(row[4]),
                        ((Number) row[5]).intValue()))
                .toList();
    }

    private static Credits credits(Object column) {
        return Credits.ofMicro(((Number) column).longValue());
    }
}
