package dev.atrium.persistence.credit;

import static java.util.stream.Collectors.joining;

import dev.atrium.persistence.type.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The statements of the ledger. Each movement is a single one, so that the account's row is locked for as short as can be; balances
 * are kept by the database's triggers (see {@code credits.sql}), never from here.
 */
@ApplicationScoped
public class LedgerRepository {

    /** Where grants come from. */
    private static final UUID ISSUED = UUID.fromString("00000000-0000-7000-8000-000000000001");

    /** Where captures go to. */
    private static final UUID EARNED = UUID.fromString("00000000-0000-7000-8000-000000000002");

    /** A branch for each {@link LedgerRule}: its name, what breaks it, and how. */
    private static final String CHECKS = """
            WITH entry AS (
                SELECT debit_account_id AS account_id, -amount AS amount FROM credit_transfer
                UNION ALL
                SELECT credit_account_id, amount FROM credit_transfer
            ), posted AS (
                SELECT account_id, sum(amount) AS amount FROM entry GROUP BY account_id
            ), held AS (
                SELECT account_id, sum(amount) AS amount FROM credit_reservation WHERE state = 'PENDING' GROUP BY account_id
            ), source AS (
                SELECT account_id, sum(remaining) AS remaining FROM credit_source GROUP BY account_id
            ), account AS (
                SELECT a.id, a.balance, a.reserved, coalesce(p.amount, 0) AS posted, coalesce(h.amount, 0) AS held,
                    coalesce(s.remaining, 0) AS remaining
                FROM credit_account a LEFT JOIN posted p ON p.account_id = a.id LEFT JOIN held h ON h.account_id = a.id
                    LEFT JOIN source s ON s.account_id = a.id
                WHERE a.kind = 'WORKSPACE'
            ), charged AS (
                SELECT generation_id, sum(amount) AS amount FROM credit_transfer WHERE generation_id IS NOT NULL GROUP BY generation_id
            )
            SELECT 'BALANCE_IS_SUM_OF_ENTRIES' AS rule, id, format('balance %s, entries %s', balance, posted) AS detail
            FROM account WHERE balance <> posted
            UNION ALL
            SELECT 'RESERVED_IS_PENDING', id, format('reserved %s, pending reservations %s', reserved, held)
            FROM account WHERE reserved <> held
            UNION ALL
            SELECT 'SOURCES_ARE_BALANCE', id, format('balance %s, left in sources %s', balance, remaining)
            FROM account WHERE balance <> remaining
            UNION ALL
            SELECT 'NOTHING_BELOW_ZERO', id, format('balance %s, reserved %s', balance, reserved)
            FROM account WHERE reserved < 0 OR balance < reserved
            UNION ALL
            SELECT 'ACCOUNTS_SUM_TO_ZERO', NULL, format('workspaces %s, system accounts %s', workspaces, systems)
            FROM (SELECT coalesce(sum(balance), 0) AS workspaces FROM account),
                (SELECT coalesce(sum(p.amount), 0) AS systems FROM credit_account a JOIN posted p ON p.account_id = a.id
                    WHERE a.kind <> 'WORKSPACE')
            WHERE workspaces + systems <> 0
            UNION ALL
            SELECT 'CAPTURED_IS_TRANSFERRED', r.id, format('captured %s, transfer %s', r.captured, coalesce(t.amount, 0))
            FROM credit_reservation r LEFT JOIN credit_transfer t ON t.reservation_id = r.id
            WHERE r.captured <> coalesce(t.amount, 0) OR t.debit_account_id <> r.account_id
            UNION ALL
            SELECT 'NO_RESERVATION_OVERDUE', id, format('pending since %s, deadline %s', created_at, deadline)
            FROM credit_reservation WHERE state = 'PENDING' AND deadline < ?
            UNION ALL
            SELECT 'GENERATION_IS_CHARGED', g.id, format('%s, credits %s, transfers %s', g.status, g.credits, coalesce(c.amount, 0))
            FROM generation g LEFT JOIN charged c ON c.generation_id = g.id
            WHERE g.credits <> coalesce(c.amount, 0) OR (g.status = 'FAILED' AND coalesce(c.amount, 0) <> 0)
            UNION ALL
            SELECT 'GENERATION_AND_RESERVATION_END_TOGETHER', g.id, format('%s, reservation %s is %s', g.status, r.id, r.state)
            FROM generation g JOIN credit_reservation r ON r.id = g.reservation_id
            WHERE (g.status = 'RUNNING') <> (r.state = 'PENDING')""";

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /** Opens the account of a new workspace, empty. */
    public void open(UUID workspaceId, Instant now) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO credit_account (id, kind, workspace_id, created_at) VALUES (?, 'WORKSPACE', ?, ?)""")
                .setParameter(1, UuidV7.next())
                .setParameter(2, workspaceId)
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
    }

    public Optional<Balance> balance(UUID workspaceId) {
        List<?> rows = entityManager
                .createNativeQuery("SELECT balance, reserved FROM credit_account WHERE workspace_id = ?")
                .setParameter(1, workspaceId)
                .getResultList();
        return rows.stream().findFirst().map(row -> {
            Object[] columns = (Object[]) row;
            return new Balance(credits(columns[0]), credits(columns[1]));
        });
    }

    /**
     * Holds an amount until a deadline. The row is locked before it is compared, so that of any number of concurrent calls only
     * as many succeed as the balance covers.
     *
     * @return false when the workspace has less than that available; nothing has changed then
     */
    public boolean reserve(UUID reservationId, UUID workspaceId, Credits amount, Instant now, Instant deadline) {
        return reserve(reservationId, workspaceId, amount, List.of(), now, deadline);
    }

    /**
     * As {@link #reserve(UUID, UUID, Credits, Instant, Instant)}, for budgets that hold the amount already in the month of this instant.
     *
     * @param budgets the subjects of {@link BudgetRepository.Budget}
     */
    public boolean reserve(
            UUID reservationId, UUID workspaceId, Credits amount, List<UUID> budgets, Instant now, Instant deadline) {
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO credit_reservation (id, account_id, amount, state, created_at, deadline, budgets)
                                SELECT ?, account.id, ?, 'PENDING', ?, ?, CAST(? AS uuid[]) FROM (
                                    SELECT id FROM credit_account WHERE workspace_id = ? AND balance - reserved >= ? FOR NO KEY UPDATE
                                ) account""")
                        .setParameter(1, reservationId)
                        .setParameter(2, amount.micro())
                        .setParameter(3, Timestamp.from(now))
                        .setParameter(4, Timestamp.from(deadline))
                        .setParameter(
                                5,
                                budgets.isEmpty()
                                        ? null
                                        : budgets.stream().map(UUID::toString).collect(joining(",", "{", "}")))
                        .setParameter(6, workspaceId)
                        .setParameter(7, amount.micro())
                        .executeUpdate()
                == 1;
    }

    /**
     * Resolves a reservation by charging at most what it holds; the rest is available again.
     *
     * @return false when it was resolved before; nothing has changed then
     */
    public boolean capture(
            UUID reservationId, Credits amount, UUID generationId, UUID userId, String reason, Instant now) {
        Number resolved = (Number) entityManager
                .createNativeQuery("""
                        WITH resolved AS (
                            UPDATE credit_reservation SET state = 'CAPTURED', captured = ?, resolved_at = ?
                            WHERE id = ? AND state = 'PENDING' RETURNING id, account_id, captured, resolved_at
                        ), posted AS (
                            INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, reservation_id,
                                generation_id, user_id, reason, created_at)
                            SELECT ?, 'CAPTURE', account_id, ?, captured, id, ?, ?, ?, resolved_at
                            FROM resolved WHERE captured > 0
                        )
                        SELECT count(*) FROM resolved""")
                .setParameter(1, amount.micro())
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, reservationId)
                .setParameter(4, UuidV7.next())
                .setParameter(5, EARNED)
                .setParameter(6, generationId)
                .setParameter(7, userId)
                .setParameter(8, reason)
                .getSingleResult();
        return resolved.intValue() == 1;
    }

    /**
     * Charges what a call cost above its reservation, as far as the workspace has it available.
     *
     * @param amount more than zero
     * @return what was charged, at most the amount
     */
    public Credits captureExcess(
            UUID workspaceId, Credits amount, UUID generationId, UUID userId, String reason, Instant now) {
        List<?> charged = entityManager
                .createNativeQuery("""
                        INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, generation_id, user_id,
                            reason, created_at)
                        SELECT ?, 'EXCESS', account.id, ?, least(?, account.available), ?, ?, ?, ? FROM (
                            SELECT id, balance - reserved AS available FROM credit_account
                            WHERE workspace_id = ? AND balance > reserved FOR NO KEY UPDATE
                        ) account
                        RETURNING amount""")
                .setParameter(1, UuidV7.next())
                .setParameter(2, EARNED)
                .setParameter(3, amount.micro())
                .setParameter(4, generationId)
                .setParameter(5, userId)
                .setParameter(6, reason)
                .setParameter(7, Timestamp.from(now))
                .setParameter(8, workspaceId)
                .getResultList();
        return charged.isEmpty() ? Credits.ZERO : credits(charged.get(0));
    }

    /**
     * Resolves a reservation by giving all of it back.
     *
     * @return false when it was resolved before; nothing has changed then
     */
    public boolean release(UUID reservationId, Instant now) {
        return resolve(reservationId, "RELEASED", now);
    }

    /**
     * Resolves a reservation that nobody settled by giving all of it back.
     *
     * @return false when it was resolved before; nothing has changed then
     */
    public boolean expire(UUID reservationId, Instant now) {
        return resolve(reservationId, "EXPIRED", now);
    }

    private boolean resolve(UUID reservationId, String state, Instant now) {
        return entityManager
                        .createNativeQuery("""
                                UPDATE credit_reservation SET state = ?, resolved_at = ? WHERE id = ? AND state = 'PENDING'""")
                        .setParameter(1, state)
                        .setParameter(2, Timestamp.from(now))
                        .setParameter(3, reservationId)
                        .executeUpdate()
                == 1;
    }

    /**
     * Gives credits to a workspace.
     *
     * @param amount more than zero
     * @param kind grant, allowance or bonus
     * @param expiresAt when what is left of them is taken back; empty for never
     * @return the id of the transfer
     */
    public UUID grant(
            UUID workspaceId,
            Credits amount,
            TransferKind kind,
            Optional<Instant> expiresAt,
            UUID userId,
            String reason,
            Instant now) {
        UUID id = UuidV7.next();
        int posted = entityManager
                .createNativeQuery("""
                        INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, user_id, reason, created_at,
                            expires_at)
                        SELECT ?, ?, ?, id, ?, ?, ?, ?, CAST(? AS timestamptz) FROM credit_account WHERE workspace_id = ?""")
                .setParameter(1, id)
                .setParameter(2, kind.name())
                .setParameter(3, ISSUED)
                .setParameter(4, amount.micro())
                .setParameter(5, userId)
                .setParameter(6, reason)
                .setParameter(7, Timestamp.from(now))
                .setParameter(8, expiresAt.map(Instant::toString).orElse(null))
                .setParameter(9, workspaceId)
                .executeUpdate();
        if (posted != 1) {
            throw new IllegalArgumentException("Workspace " + workspaceId + " has no credit account");
        }
        return id;
    }

    /**
     * Mends a mistake by adding: gives an amount, or takes one back.
     *
     * @param amount what is given; below zero what is taken
     * @return the id of the transfer; empty when less than is to be taken is available, or there is no such workspace; nothing has
     *     changed then
     */
    public Optional<UUID> correct(UUID workspaceId, Credits amount, UUID userId, String reason, Instant now) {
        UUID id = UuidV7.next();
        boolean give = amount.compareTo(Credits.ZERO) > 0;
        int posted = entityManager
                .createNativeQuery(
                        """
                        INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, user_id, reason, created_at)
                        SELECT ?, 'CORRECTION', %s, ?, ?, ?, ? FROM (
                            SELECT id FROM credit_account WHERE workspace_id = ? AND balance - reserved >= ? FOR NO KEY UPDATE
                        ) account""".formatted(give ? "'" + ISSUED + "', account.id" : "account.id, '" + ISSUED + "'"))
                .setParameter(1, id)
                .setParameter(2, Math.abs(amount.micro()))
                .setParameter(3, userId)
                .setParameter(4, reason)
                .setParameter(5, Timestamp.from(now))
                .setParameter(6, workspaceId)
                .setParameter(7, give ? 0 : -amount.micro())
                .executeUpdate();
        return posted == 1 ? Optional.of(id) : Optional.empty();
    }

    /** Accounts with sources that have expired and are not held by reservations. */
    public List<UUID> findExpired(Instant now, int limit) {
        return entityManager
                .createNativeQuery("""
                        SELECT DISTINCT account.id FROM credit_source source JOIN credit_account account ON account.id = source.account_id
                        WHERE source.open AND source.expires_at <= ? AND account.balance > account.reserved""")
                .setParameter(1, Timestamp.from(now))
                .setMaxResults(limit)
                .getResultStream()
                .map(UUID.class::cast)
                .toList();
    }

    /**
     * Takes back what is left of an account's expired sources, as far as no reservation holds it; what one holds follows when that is
     * resolved.
     *
     * @return what was taken
     */
    public Credits expireSources(UUID accountId, Instant now) {
        return credits(entityManager
                .createNativeQuery("SELECT credit_expire(?, ?)")
                .setParameter(1, accountId)
                .setParameter(2, Timestamp.from(now))
                .getSingleResult());
    }

    /** The oldest reservations past their deadline that nobody has resolved. */
    public List<UUID> findOverdue(Instant now, int limit) {
        return entityManager
                .createNativeQuery(
                        "SELECT id FROM credit_reservation WHERE state = 'PENDING' AND deadline < ? ORDER BY deadline")
                .setParameter(1, Timestamp.from(now))
                .setMaxResults(limit)
                .getResultStream()
                .map(UUID.class::cast)
                .toList();
    }

    /** How much there is to check: rows of the ledger. */
    public LedgerSize size() {
        Object[] counts = (Object[]) entityManager.createNativeQuery("""
                        SELECT (SELECT count(*) FROM credit_account), (SELECT count(*) FROM credit_transfer),
                            (SELECT count(*) FROM credit_reservation)""").getSingleResult();
        return new LedgerSize(count(counts[0]), count(counts[1]), count(counts[2]));
    }

    /**
     * Proves what must hold of the ledger, in one statement and so at one instant.
     *
     * @param overdueSince reservations whose deadline lies before this should have been resolved
     * @return whatever does not hold; empty when the ledger is whole
     */
    public List<LedgerDifference> findDifferences(Instant overdueSince) {
        return entityManager
                .createNativeQuery(CHECKS)
                .setParameter(1, Timestamp.from(overdueSince))
                .getResultStream()
                .map(row -> difference((Object[]) row))
                .toList();
    }

    private static LedgerDifference difference(Object[] row) {
        return new LedgerDifference(LedgerRule.valueOf((String) row[0]), (UUID) row[1], (String) row[2]);
    }

    private static long count(Object column) {
        return ((Number) column).longValue();
    }

    private static Credits credits(Object column) {
        return Credits.ofMicro(((Number) column).longValue());
    }
}
