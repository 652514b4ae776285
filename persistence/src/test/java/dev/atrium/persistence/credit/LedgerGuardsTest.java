package dev.atrium.persistence.credit;

import static dev.atrium.persistence.credit.Sql.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.type.UuidV7;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses by itself, whoever sends it. */
class LedgerGuardsTest {

    private static final Credits GRANTED = Credits.ofMicro(10_000_000);

    private final Fixture workspace = Fixture.workspaceWith(GRANTED);
    private final Fixture other = Fixture.workspaceWith(GRANTED);
    private final UUID captured = UuidV7.next();
    private final UUID pending = UuidV7.next();

    @BeforeEach
    void a_ledger_with_history() {
        for (UUID reservation : new UUID[] {captured, pending}) {
            ledger(ledger -> ledger.reserve(
                    reservation,
                    workspace.workspaceId(),
                    Credits.ofMicro(4_000_000),
                    Fixture.NOW,
                    Fixture.NOW.plusSeconds(600)));
        }
        ledger(ledger -> ledger.capture(
                captured, Credits.ofMicro(3_000_000), UuidV7.next(), workspace.userId(), "text", Fixture.NOW));
    }

    @AfterEach
    void nothing_has_changed() {
        assertThat(balance(workspace)).isEqualTo(new Balance(Credits.ofMicro(7_000_000), Credits.ofMicro(4_000_000)));
        assertThat(balance(other)).isEqualTo(new Balance(GRANTED, Credits.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "credit_transfer, SET amount = 1",
        "credit_transfer, SET reason = 'other'",
        "credit_transfer, SET expires_at = NULL",
        "credit_source, SET remaining = 0",
        "credit_source, SET expires_at = NULL",
        "credit_reservation, SET amount = 0",
        "credit_reservation, SET deadline = now()",
        "credit_account, SET balance = 1000000",
        "credit_account, SET reserved = 0"
    })
    void rows_are_not_changed(String table, String change) {
        assertRefused("UPDATE " + table + " " + change, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"credit_transfer", "credit_source", "credit_reservation", "credit_account"})
    void rows_are_neither_deleted_nor_truncated(String table) {
        assertRefused("DELETE FROM " + table, "history");
        assertRefused("TRUNCATE " + table + " CASCADE", "history");
    }

    @Test
    void a_source_comes_of_a_transfer_only() {
        assertRefused(
                "INSERT INTO credit_source (transfer_id, account_id, amount, remaining) SELECT id, debit_account_id, 1, 1"
                        + " FROM credit_transfer WHERE reservation_id = '" + captured + "'",
                "by a transfer");
    }

    @Test
    void an_account_is_opened_empty() {
        assertRefused(
                "INSERT INTO credit_account (id, kind, workspace_id, balance, created_at)"
                        + " SELECT gen_random_uuid(), 'WORKSPACE', id, 5, now() FROM workspace LIMIT 1",
                "empty");
    }

    @ParameterizedTest
    @CsvSource({"CAPTURED, 1", "RELEASED, 0", "EXPIRED, 0", "PENDING, 0"})
    void a_reservation_is_not_resolved_twice(String state, long amount) {
        assertRefused(
                "UPDATE credit_reservation SET state = '" + state + "', captured = " + amount + ", resolved_at = "
                        + ("PENDING".equals(state) ? "NULL" : "now()") + " WHERE id = '" + captured + "'",
                "resolved already");
    }

    @Test
    void a_reservation_is_not_for_more_than_is_available() {
        assertRefused(reservation(account(workspace), 3_000_001), "available_not_negative");
        assertRefused(reservation(system("ISSUED"), 1), "only a workspace");
    }

    @Test
    void a_transfer_is_not_for_more_than_is_available() {
        assertRefused(
                transfer("CORRECTION", account(workspace), system("EARNED"), 3_000_001), "available_not_negative");
        assertRefused(transfer("EXCESS", account(workspace), system("EARNED"), 3_000_001), "available_not_negative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRANT", "ALLOWANCE", "EXCESS", "EXPIRY", "CORRECTION"})
    void no_kind_of_transfer_goes_from_one_workspace_to_another(String kind) {
        assertRefused(transfer(kind, account(workspace), account(other), 1), "does not go from");
    }

    @ParameterizedTest
    @CsvSource({
        "GRANT, workspace, ISSUED",
        "GRANT, EARNED, workspace",
        "ALLOWANCE, workspace, EARNED",
        "EXCESS, workspace, ISSUED",
        "EXCESS, EARNED, workspace",
        "EXPIRY, ISSUED, workspace",
        "EXPIRY, workspace, EARNED",
        "CORRECTION, ISSUED, EARNED",
        "CORRECTION, EARNED, ISSUED"
    })
    void a_kind_of_transfer_goes_its_own_way_only(String kind, String debit, String credit) {
        assertRefused(transfer(kind, side(debit), side(credit), 1), "does not go from");
    }

    @Test
    void what_has_not_expired_does_not_expire() {
        assertRefused(transfer("EXPIRY", account(workspace), system("ISSUED"), 1), "sources");
    }

    @Test
    void a_bonus_expires_and_not_before_it_was_given() {
        assertRefused(transfer("BONUS", system("ISSUED"), account(workspace), 1), "bonus_expires");
        assertRefused(
                "INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, reason, created_at,"
                        + " expires_at) VALUES (gen_random_uuid(), 'BONUS', " + system("ISSUED") + ", "
                        + account(workspace) + ", 1, 'typed', now(), now() - interval '1 day')",
                "credit_transfer_expiry");
    }

    @Test
    void a_capture_is_what_its_reservation_says_from_the_account_of_that() {
        assertRefused(capture(account(workspace), 1, pending), "its reservation");
        assertRefused(capture(account(other), 1, pending), "its reservation");
        assertRefused(capture(account(workspace), 1, captured), "reservation_unique");
        assertRefused(resolve(account(other), 2, 2), "needs its transfer");
        assertRefused(resolve(account(workspace), 2, 1), "needs its transfer");
        assertRefused(
                "UPDATE credit_reservation SET state = 'CAPTURED', captured = 2, resolved_at = now() WHERE id = '"
                        + pending + "'",
                "needs its transfer");
    }

    /** Both in one statement, as the product does it. */
    private String resolve(String debit, long captured, long transferred) {
        return "WITH resolved AS (UPDATE credit_reservation SET state = 'CAPTURED', captured = " + captured
                + ", resolved_at = now() WHERE id = '" + pending
                + "' RETURNING id) INSERT INTO credit_transfer (id, kind,"
                + " debit_account_id, credit_account_id, amount, reservation_id, reason, created_at) SELECT"
                + " gen_random_uuid(), 'CAPTURE', " + debit + ", " + system("EARNED") + ", " + transferred
                + ", id, 'typed', now() FROM resolved";
    }

    private static String capture(String debit, long amount, UUID reservation) {
        return "INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, reservation_id, reason,"
                + " created_at) VALUES (gen_random_uuid(), 'CAPTURE', " + debit + ", " + system("EARNED") + ", "
                + amount
                + ", '" + reservation + "', 'typed', now())";
    }

    private static String transfer(String kind, String debit, String credit, long amount) {
        return "INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, reason, created_at)"
                + " VALUES (gen_random_uuid(), '" + kind + "', " + debit + ", " + credit + ", " + amount
                + ", 'typed', now())";
    }

    private static String reservation(String account, long amount) {
        return "INSERT INTO credit_reservation (id, account_id, amount, state, created_at, deadline) VALUES"
                + " (gen_random_uuid(), " + account + ", " + amount + ", 'PENDING', now(), now())";
    }

    private String side(String name) {
        return "workspace".equals(name) ? account(workspace) : system(name);
    }

    private static String account(Fixture owner) {
        return "(SELECT id FROM credit_account WHERE workspace_id = '" + owner.workspaceId() + "')";
    }

    private static String system(String kind) {
        return "(SELECT id FROM credit_account WHERE kind = '" + kind + "')";
    }

    private static Balance balance(Fixture owner) {
        return ledger(ledger -> ledger.balance(owner.workspaceId())).orElseThrow();
    }

    private static <T> T ledger(Function<LedgerRepository, T> work) {
        return Database.get()
                .inTransaction(entityManager -> work.apply(Database.repository(new LedgerRepository(), entityManager)));
    }
}
