package dev.atrium.persistence.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the ledger is broken, in a transaction that is rolled back, and the check sees it. */
class LedgerDifferencesTest {

    private static final Instant LONG_AGO = Fixture.NOW.minusSeconds(86_400);

    private final Fixture workspace = Fixture.workspaceWith(Credits.ofMicro(10));
    private final UUID account = UUID.fromString(
            Sql.rows("SELECT id FROM credit_account WHERE workspace_id = '" + workspace.workspaceId() + "'")
                    .get(0));

    @Test
    void a_ledger_that_is_whole_has_none() {
        Database.get().run(entityManager -> assertThat(ledger(entityManager).findDifferences(LONG_AGO))
                .isEmpty());
    }

    @Test
    void its_size_is_counted() {
        Database.get().run(entityManager -> {
            LedgerSize size = ledger(entityManager).size();
            assertThat(size.accounts()).isGreaterThanOrEqualTo(3);
            assertThat(size.transfers()).isGreaterThanOrEqualTo(1);
            assertThat(size.reservations()).isNotNegative();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BALANCE_IS_SUM_OF_ENTRIES | UPDATE credit_account SET balance = 11 WHERE id = '%s'",
                "RESERVED_IS_PENDING       | UPDATE credit_account SET reserved = 1 WHERE id = '%s'",
                "SOURCES_ARE_BALANCE       | UPDATE credit_source SET remaining = 9 WHERE account_id = '%s'",
                "CAPTURED_IS_TRANSFERRED   | INSERT INTO credit_reservation (id, account_id, amount, state, captured, created_at,"
                        + " deadline, resolved_at) VALUES ('%s', '%1$s', 5, 'CAPTURED', 5, now(), now(), now())",
                "NO_RESERVATION_OVERDUE    | INSERT INTO credit_reservation (id, account_id, amount, state, created_at, deadline)"
                        + " VALUES ('%s', '%1$s', 0, 'PENDING', '2020-01-01', '2020-01-01')"
            })
    void a_broken_rule_is_found_with_the_id_of_what_breaks_it(LedgerRule rule, String falsification) {
        assertThat(differencesAfter(falsification.formatted(account)))
                .filteredOn(difference -> difference.rule() == rule)
                .extracting(LedgerDifference::id)
                .containsExactly(account);
    }

    @Test
    void credits_out_of_nowhere_are_found() {
        assertThat(differencesAfter("UPDATE credit_account SET balance = balance + 1 WHERE id = '" + account + "'"))
                .extracting(LedgerDifference::rule)
                .contains(LedgerRule.ACCOUNTS_SUM_TO_ZERO);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, 7", "CANCELLED, 1", "FAILED, 0"})
    void a_generation_that_was_charged_another_amount_is_found(String status, long credits) {
        UUID generation = UuidV7.next();
        List<String> falsified = status.equals("FAILED")
                ? List.of(generation(generation, status, credits), transfer(generation, 1))
                : List.of(generation(generation, status, credits));

        assertThat(differencesAfter(falsified.toArray(String[]::new)))
                .filteredOn(difference -> difference.rule() == LedgerRule.GENERATION_IS_CHARGED)
                .extracting(LedgerDifference::id)
                .containsExactly(generation);
    }

    @Test
    void a_generation_that_has_ended_with_its_reservation_pending_is_found() {
        UUID generation = UuidV7.next();

        assertThat(differencesAfter(generation(generation, "COMPLETED", 0)))
                .extracting(LedgerDifference::rule, LedgerDifference::id)
                .contains(tuple(LedgerRule.GENERATION_AND_RESERVATION_END_TOGETHER, generation));
    }

    private String transfer(UUID generation, long amount) {
        return "INSERT INTO credit_transfer (id, kind, debit_account_id, credit_account_id, amount, generation_id, reason,"
                + " created_at) SELECT gen_random_uuid(), 'EXCESS', '" + account + "', id, " + amount + ", '"
                + generation
                + "', 'typed', now() FROM credit_account WHERE kind = 'EARNED'";
    }

    private String generation(UUID id, String status, long credits) {
        return "WITH held AS (INSERT INTO credit_reservation (id, account_id, amount, state, created_at, deadline) VALUES"
                + " (gen_random_uuid(), '" + account + "', 0, 'PENDING', now(), now()) RETURNING id)"
                + " INSERT INTO generation (id, workspace_id, user_id, service, model_id, model, provider, price_id,"
                + " reservation_id, status, streamed, credits, node, created_at, completed_at, version)"
                + " SELECT '" + id + "', '" + workspace.workspaceId() + "', '" + workspace.userId() + "', 'TEXT',"
                + " gen_random_uuid(), 'm', 'p', gen_random_uuid(), id, '" + status + "', false, " + credits
                + ", 'node', now(), now(), 1 FROM held";
    }

    /** Nothing but a superuser who switches the triggers off gets this far. */
    private static List<LedgerDifference> differencesAfter(String... statements) {
        return Database.get().inTransaction(entityManager -> {
            entityManager
                    .createNativeQuery("SET LOCAL session_replication_role = replica")
                    .executeUpdate();
            for (String statement : statements) {
                assertThat(entityManager.createNativeQuery(statement).executeUpdate())
                        .isEqualTo(1);
            }
            List<LedgerDifference> differences = ledger(entityManager).findDifferences(LONG_AGO);
            entityManager.getTransaction().setRollbackOnly();
            return differences;
        });
    }

    private static LedgerRepository ledger(EntityManager entityManager) {
        return Database.repository(new LedgerRepository(), entityManager);
    }
}
