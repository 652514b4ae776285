package dev.atrium.persistence.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.type.UuidV7;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credits that expire go first, and what is left of them is taken back, but never what a reservation holds. */
class LedgerSourcesTest {

    private static final Instant NOW = Fixture.NOW;
    private static final Instant SOON = NOW.plus(Duration.ofDays(1));
    private static final Instant LATE = NOW.plus(Duration.ofDays(30));

    private final Fixture workspace = Fixture.workspaceWith(Credits.ZERO);

    @AfterEach
    void the_ledger_is_whole() {
        List<LedgerDifference> differences = ledger(ledger -> ledger.findDifferences(Instant.EPOCH));
        assertThat(differences).isEmpty();
    }

    @Test
    void the_source_that_expires_first_is_consumed_first_whenever_it_was_given() {
        grant(credits(5), TransferKind.GRANT, Optional.empty());
        grant(credits(5), TransferKind.ALLOWANCE, Optional.of(LATE));
        grant(credits(5), TransferKind.BONUS, Optional.of(SOON));

        spend(credits(7));
        assertThat(sources()).containsExactly("BONUS 0", "ALLOWANCE 3000000", "GRANT 5000000");

        spend(credits(4));
        assertThat(sources()).containsExactly("BONUS 0", "ALLOWANCE 0", "GRANT 4000000");
    }

    @Test
    void of_sources_that_expire_together_the_older_is_consumed_first() {
        grant(credits(1), TransferKind.BONUS, Optional.of(SOON));
        grant(credits(2), TransferKind.ALLOWANCE, Optional.of(SOON));

        spend(credits(1));

        assertThat(sources()).containsExactly("BONUS 0", "ALLOWANCE 2000000");
    }

    @Test
    void what_is_left_of_an_expired_source_is_taken_back_once() {
        grant(credits(5), TransferKind.GRANT, Optional.empty());
        grant(credits(5), TransferKind.BONUS, Optional.of(SOON));
        spend(credits(2));

        assertThat(expire(SOON.minusMillis(1))).isEqualTo(Credits.ZERO);
        assertThat(expire(SOON)).isEqualTo(credits(3));
        assertThat(expire(SOON)).isEqualTo(Credits.ZERO);

        assertThat(balance()).isEqualTo(new Balance(credits(5), Credits.ZERO));
        assertThat(sources()).containsExactly("BONUS 0", "GRANT 5000000");
        assertThat(Sql.rows("SELECT kind, amount, reason FROM credit_transfer WHERE debit_account_id = '" + account()
                        + "' AND kind = 'EXPIRY'"))
                .containsExactly("EXPIRY 3000000 expired: test");
    }

    @Test
    void many_that_expire_it_at_once_take_it_back_once() throws Exception {
        grant(credits(5), TransferKind.BONUS, Optional.of(SOON));

        assertThat(atOnce(8, () -> expire(SOON)))
                .containsOnlyOnce(credits(5))
                .filteredOn(Credits::isZero)
                .hasSize(7);
    }

    @Test
    void what_a_reservation_holds_expires_when_it_is_released() {
        grant(credits(10), TransferKind.BONUS, Optional.of(SOON));
        UUID reservation = reserve(credits(4));

        assertThat(expire(SOON)).isEqualTo(credits(6));
        assertThat(balance()).isEqualTo(new Balance(credits(4), credits(4)));
        assertThat(expired()).doesNotContain(account());

        ledger(ledger -> ledger.release(reservation, SOON));
        assertThat(balance()).isEqualTo(new Balance(Credits.ZERO, Credits.ZERO));
    }

    @Test
    void a_call_that_began_before_the_expiry_is_paid_from_it_and_the_rest_expires() {
        grant(credits(10), TransferKind.BONUS, Optional.of(SOON));
        UUID reservation = reserve(credits(4));

        assertThat(capture(reservation, credits(3), SOON.plusSeconds(1))).isTrue();

        assertThat(balance()).isEqualTo(new Balance(Credits.ZERO, Credits.ZERO));
        assertThat(Sql.rows("SELECT kind, amount FROM credit_transfer WHERE debit_account_id = '" + account()
                        + "' ORDER BY kind"))
                .containsExactly("CAPTURE 3000000", "EXPIRY 7000000");
    }

    @Test
    void other_credits_cover_a_reservation_before_it_holds_up_an_expiry() {
        grant(credits(10), TransferKind.GRANT, Optional.empty());
        grant(credits(10), TransferKind.BONUS, Optional.of(SOON));
        reserve(credits(10));

        assertThat(expire(SOON)).isEqualTo(credits(10));
        assertThat(balance()).isEqualTo(new Balance(credits(10), credits(10)));
    }

    @Test
    void accounts_with_something_to_expire_are_found() {
        grant(credits(1), TransferKind.BONUS, Optional.of(SOON));

        assertThat(expired()).contains(account());
        expire(SOON);
        assertThat(expired()).doesNotContain(account());
    }

    @Test
    void a_correction_adds_in_both_directions_and_never_takes_what_is_not_available() {
        assertThat(correct(credits(10))).isPresent();
        reserve(credits(4));

        assertThat(correct(Credits.ofMicro(-6_000_001))).isEmpty();
        assertThat(balance()).isEqualTo(new Balance(credits(10), credits(4)));
        assertThat(correct(credits(-6))).isPresent();
        assertThat(balance()).isEqualTo(new Balance(credits(4), credits(4)));
        assertThat(sources()).containsExactly("CORRECTION 4000000");
    }

    @Test
    void calls_at_once_never_consume_a_source_twice() throws Exception {
        grant(credits(8), TransferKind.BONUS, Optional.of(SOON));
        grant(credits(8), TransferKind.GRANT, Optional.empty());

        assertThat(atOnce(16, () -> capture(reserve(credits(1)), credits(1), NOW)))
                .containsOnly(true);

        assertThat(sources()).containsExactly("BONUS 0", "GRANT 0");
        assertThat(balance()).isEqualTo(new Balance(Credits.ZERO, Credits.ZERO));
    }

    private void grant(Credits amount, TransferKind kind, Optional<Instant> expiresAt) {
        ledger(ledger ->
                ledger.grant(workspace.workspaceId(), amount, kind, expiresAt, workspace.userId(), "test", NOW));
    }

    private Optional<UUID> correct(Credits amount) {
        return ledger(ledger -> ledger.correct(workspace.workspaceId(), amount, workspace.userId(), "miscounted", NOW));
    }

    private void spend(Credits amount) {
        assertThat(capture(reserve(amount), amount, NOW)).isTrue();
    }

    private UUID reserve(Credits amount) {
        UUID id = UuidV7.next();
        boolean reserved = ledger(ledger -> ledger.reserve(id, workspace.workspaceId(), amount, NOW, LATE));
        assertThat(reserved).isTrue();
        return id;
    }

    private boolean capture(UUID reservation, Credits amount, Instant at) {
        return ledger(ledger -> ledger.capture(reservation, amount, null, workspace.userId(), "text", at));
    }

    private Credits expire(Instant at) {
        UUID account = account();
        return ledger(ledger -> ledger.expireSources(account, at));
    }

    private static List<UUID> expired() {
        return ledger(ledger -> ledger.findExpired(SOON, 10_000));
    }

    private Balance balance() {
        return ledger(ledger -> ledger.balance(workspace.workspaceId())).orElseThrow();
    }

    private UUID account() {
        return UUID.fromString(
                Sql.rows("SELECT id FROM credit_account WHERE workspace_id = '" + workspace.workspaceId() + "'")
                        .get(0));
    }

    /** Each source with what is left of it, in the order of consumption. */
    private List<String> sources() {
        return Sql.rows("SELECT t.kind, s.remaining FROM credit_source s JOIN credit_transfer t ON t.id = s.transfer_id"
                + " WHERE s.account_id = '" + account() + "' ORDER BY s.expires_at, s.transfer_id");
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(count, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T ledger(Function<LedgerRepository, T> work) {
        return Database.get()
                .inTransaction(entityManager -> work.apply(Database.repository(new LedgerRepository(), entityManager)));
    }

    private static Credits credits(long whole) {
        return Credits.of(BigDecimal.valueOf(whole));
    }
}
