package dev.atrium.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.limit.RateLimiter;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

    private static final String HERE = "192.0.2.1";

    private final MovableClock clock = new MovableClock();
    private final SignInAttempts attempts = new SignInAttempts(RateLimiter.inMemory(clock));

    @Test
    void theSixthFailureOfAnAccountIsRefusedFromWhereverItComes() {
        for (int i = 0; i < 5; i++) {
            attempts.begin("ada@example.org", "192.0.2." + i);
        }

        assertThatThrownBy(() -> attempts.begin(" ADA@example.org", "192.0.2.9"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
                    assertThat(refusal.limit()).contains("account-sign-in");
                });
    }

    @Test
    void theSixthFailureOfAnAddressIsRefusedForWhicheverAccount() {
        for (int i = 0; i < 5; i++) {
            attempts.begin("user" + i + "@example.org", HERE);
        }

        assertThatThrownBy(() -> attempts.begin("another@example.org", HERE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.limit()).contains("address-sign-in"));
    }

    @Test
    void theWaitIsUntilTheOldestFailureIsPast() {
        attempts.begin("ada@example.org", HERE);
        clock.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 4; i++) {
            attempts.begin("ada@example.org", HERE);
        }

        assertThatThrownBy(() -> attempts.begin("ada@example.org", HERE))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.retryAfter())
                        .contains(Duration.ofMinutes(10)));
        clock.advance(Duration.ofMinutes(10));
        assertThatCode(() -> attempts.begin("ada@example.org", HERE)).doesNotThrowAnyException();
    }

    @Test
    void successesAreNotCounted() {
        for (int i = 0; i < 20; i++) {
            attempts.begin("ada@example.org", HERE).succeeded();
        }

        assertThatCode(() -> attempts.begin("ada@example.org", HERE)).doesNotThrowAnyException();
    }

    @Test
    void onesOwnAccountMakesNoRoomForGuessingAtOthers() {
        for (int i = 0; i < 5; i++) {
            attempts.begin("victim" + i + "@example.org", HERE);
        }

        assertThatThrownBy(() -> attempts.begin("own@example.org", HERE)).isInstanceOf(Refusal.class);
    }

    @Test
    void aRefusedTryOfAnAccountDoesNotCountForTheAddress() {
        for (int i = 0; i < 5; i++) {
            attempts.begin("ada@example.org", "192.0.2." + (10 + i));
        }
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> attempts.begin("ada@example.org", HERE)).isInstanceOf(Refusal.class);
        }

        assertThatCode(() -> attempts.begin("grace@example.org", HERE)).doesNotThrowAnyException();
    }

    @Test
    void ofManyTriesAtOnceFiveAreAdmitted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> tryOnce = () -> isAdmitted(attempts, "ada@example.org");
            List<Future<Boolean>> tries =
                    threads.invokeAll(Stream.generate(() -> tryOnce).limit(64).toList());

            int admitted = 0;
            for (Future<Boolean> one : tries) {
                admitted += one.get() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(5);
        } finally {
            threads.shutdown();
        }
    }

    @Property
    void noWindowHoldsMoreThanFiveFailures(@ForAll @Size(max = 60) List<@IntRange(max = 600) Integer> pauseSeconds) {
        MovableClock time = new MovableClock();
        SignInAttempts limited = new SignInAttempts(RateLimiter.inMemory(time));
        List<Instant> admitted = new ArrayList<>();
        for (int pause : pauseSeconds) {
            time.advance(Duration.ofSeconds(pause));
            if (isAdmitted(limited, "ada@example.org")) {
                admitted.add(time.instant());
            }
        }

        for (int i = 5; i < admitted.size(); i++) {
            assertThat(Duration.between(admitted.get(i - 5), admitted.get(i)))
                    .isGreaterThanOrEqualTo(SignInAttempts.WINDOW);
        }
    }

    private static boolean isAdmitted(SignInAttempts attempts, String email) {
        try {
            attempts.begin(email, HERE);
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }
}
