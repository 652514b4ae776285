package dev.atrium.persistence.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.type.UuidV7;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LedgerRepositoryTest {

    private static final Database DATABASE = Database.get();
    private static final Instant NOW = Fixture.NOW;
    private static final Instant DEADLINE = NOW.plusSeconds(600);

    private final Fixture workspace = Fixture.workspaceWith(credits(10));

    @Test
    void a_grant_is_the_balance() {
        assertThat(balance()).isEqualTo(new Balance(credits(10), Credits.ZERO));
    }

    @Test
    void a_reservation_lowers_what_is_available_and_not_the_balance() {
        assertThat(reserve(UuidV7.next(), credits(4))).isTrue();

        assertThat(balance()).isEqualTo(new Balance(credits(10), credits(4)));
        assertThat(balance().available()).isEqualTo(credits(6));
    }

    @Test
    void more_than_is_available_is_not_reserved() {
        reserve(UuidV7.next(), credits(4));

        assertThat(reserve(UuidV7.next(), Credits.ofMicro(6_000_001))).isFalse();
        assertThat(reserve(UuidV7.next(), credits(6))).isTrue();
        assertThat(balance().available()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_capture_charges_its_amount_and_frees_the_rest() {
        UUID reservation = UuidV7.next();
        reserve(reservation, credits(4));

        assertThat(capture(reservation, credits(3))).isTrue();

        assertThat(balance()).isEqualTo(new Balance(credits(7), Credits.ZERO));
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_capture_of_nothing_frees_all() {
        UUID reservation = UuidV7.next();
        reserve(reservation, credits(4));

        assertThat(capture(reservation, Credits.ZERO)).isTrue();

        assertThat(balance()).isEqualTo(new Balance(credits(10), Credits.ZERO));
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_capture_above_the_reservation_is_refused_by_the_database() {
        UUID reservation = UuidV7.next();
        reserve(reservation, credits(4));

        assertThatThrownBy(() -> capture(reservation, Credits.ofMicro(4_000_001)))
                .hasStackTraceContaining("credit_reservation_captured_within");
        assertThat(balance()).isEqualTo(new Balance(credits(10), credits(4)));
    }

    @Test
    void what_a_call_cost_above_its_reservation_is_charged_as_far_as_it_is_available() {
        reserve(UuidV7.next(), credits(4));

        assertThat(captureExcess(credits(5))).isEqualTo(credits(5));
        assertThat(captureExcess(credits(5))).isEqualTo(credits(1));
        assertThat(captureExcess(credits(5))).isEqualTo(Credits.ZERO);

        assertThat(balance()).isEqualTo(new Balance(credits(4), credits(4)));
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_reservation_is_resolved_once() {
        UUID reservation = UuidV7.next();
        reserve(reservation, credits(4));

        assertThat(capture(reservation, credits(1))).isTrue();
        assertThat(capture(reservation, credits(1))).isFalse();
        assertThat(release(reservation)).isFalse();
        assertThat(expire(reservation)).isFalse();

        assertThat(balance()).isEqualTo(new Balance(credits(9), Credits.ZERO));
    }

    @Test
    void a_release_gives_all_back() {
        UUID reservation = UuidV7.next();
        reserve(reservation, credits(4));

        assertThat(release(reservation)).isTrue();
        assertThat(capture(reservation, credits(1))).isFalse();

        assertThat(balance()).isEqualTo(new Balance(credits(10), Credits.ZERO));
    }

    @Test
    void what_is_past_its_deadline_is_found() {
        UUID overdue = UuidV7.next();
        ledger(ledger -> ledger.reserve(overdue, workspace.workspaceId(), credits(1), NOW, NOW.plusSeconds(1)));
        UUID inTime = UuidV7.next();
        reserve(inTime, credits(1));

        List<UUID> found = ledger(ledger -> ledger.findOverdue(NOW.plusSeconds(2), 1000));

        assertThat(found).contains(overdue).doesNotContain(inTime);
    }

    @Test
    void of_fifty_at_once_as_many_succeed_as_the_balance_covers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                attempts.add(threads.submit(() -> reserve(UuidV7.next(), credits(1))));
            }
            int served = 0;
            for (Future<Boolean> attempt : attempts) {
                served += attempt.get() ? 1 : 0;
            }
            assertThat(served).isEqualTo(10);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        assertThat(balance()).isEqualTo(new Balance(credits(10), credits(10)));
        assertThat(differences()).isEmpty();
    }

    private boolean reserve(UUID id, Credits amount) {
        return ledger(ledger -> ledger.reserve(id, workspace.workspaceId(), amount, NOW, DEADLINE));
    }

    private boolean capture(UUID id, Credits amount) {
        return ledger(ledger -> ledger.capture(id, amount, UuidV7.next(), workspace.userId(), "text", NOW));
    }

    private Credits captureExcess(Credits amount) {
        return ledger(ledger ->
                ledger.captureExcess(workspace.workspaceId(), amount, UuidV7.next(), workspace.userId(), "text", NOW));
    }

    private static boolean release(UUID id) {
        return ledger(ledger -> ledger.release(id, NOW));
    }

    private static boolean expire(UUID id) {
        return ledger(ledger -> ledger.expire(id, NOW));
    }

    private Balance balance() {
        return ledger(ledger -> ledger.balance(workspace.workspaceId())).orElseThrow();
    }

    private static List<LedgerDifference> differences() {
        return ledger(ledger -> ledger.findDifferences(Instant.EPOCH));
    }

    private static <T> T ledger(Function<LedgerRepository, T> work) {
        return DATABASE.inTransaction(
                entityManager -> work.apply(Database.repository(new LedgerRepository(), entityManager)));
    }

    private static Credits credits(long whole) {
        return Credits.of(BigDecimal.valueOf(whole));
    }
}
