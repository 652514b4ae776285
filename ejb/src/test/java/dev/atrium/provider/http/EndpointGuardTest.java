package dev.atrium.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atrium.provider.api.CircuitState;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TransientProviderException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EndpointGuardTest {

    private static final int FAILURES = 2;

    private final CircuitTest.MovedClock clock = new CircuitTest.MovedClock();
    private final EndpointGuard guard = guard(1, 0);

    @Test
    void failures_that_can_pass_open_the_circuit() {
        fail(transientFailure());
        fail(transientFailure());

        ProviderException refused = fail(transientFailure());

        assertThat(guard.circuit()).isEqualTo(CircuitState.OPEN);
        assertThat(refused.kind()).isEqualTo(Kind.NOT_ASKED);
        assertThat(refused).isNotInstanceOf(TransientProviderException.class);
        assertThat(refused.retryAfter()).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void what_is_wrong_with_the_request_or_the_key_does_not() {
        for (int i = 0; i < 3 * FAILURES; i++) {
            fail(new ProviderException(Kind.BAD_REQUEST, "no"));
            fail(new ProviderException(Kind.INVALID_KEY, "no"));
            fail(new SlowDownException(Kind.RATE_LIMITED, "slowly", 429, null, null, null));
        }

        assertThat(guard.circuit()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void calls_above_the_limit_are_kept_back_and_not_held_against_the_provider() throws Exception {
        String answer = guard.call(() -> {
            for (int i = 0; i < 3 * FAILURES; i++) {
                ProviderException refused = failure(() -> guard.call(() -> "another"));
                assertThat(refused.kind()).isEqualTo(Kind.NOT_ASKED);
                assertThat(refused.retryAfter()).isPresent();
            }
            return "yes";
        });

        assertThat(answer).isEqualTo("yes");
        assertThat(guard.circuit()).isEqualTo(CircuitState.CLOSED);
        assertThat(guard.call(() -> "next")).isEqualTo("next");
    }

    @Test
    void a_call_in_the_queue_goes_on_when_its_turn_comes() throws Exception {
        EndpointGuard queueing = guard(1, 1);
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<Void> entered = new CompletableFuture<>();
        CompletableFuture<String> running = CompletableFuture.supplyAsync(() -> called(queueing, () -> {
            entered.complete(null);
            return first.get();
        }));
        entered.get();
        CompletableFuture<String> queued = CompletableFuture.supplyAsync(() -> called(queueing, () -> "second"));

        first.complete("first");

        assertThat(running.get()).isEqualTo("first");
        assertThat(queued.get()).isEqualTo("second");
    }

    @Test
    void an_interrupt_says_nothing_of_the_provider() {
        for (int i = 0; i < 3 * FAILURES; i++) {
            assertThatThrownBy(() -> guard.call(() -> {
                        throw new InterruptedException();
                    }))
                    .isInstanceOf(InterruptedException.class);
        }

        assertThat(guard.circuit()).isEqualTo(CircuitState.CLOSED);
    }

    private EndpointGuard guard(int calls, int queue) {
        GuardLimits limits =
                new GuardLimits(calls, queue, Duration.ofMinutes(1), Duration.ZERO, FAILURES, Duration.ofSeconds(30));
        return new EndpointGuard("test", limits, clock);
    }

    private static <T> T called(EndpointGuard guard, Callable<T> call) {
        try {
            return guard.call(call);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ProviderException fail(ProviderException failure) {
        return failure(() -> guard.call(() -> {
            throw failure;
        }));
    }

    private static ProviderException failure(Callable<?> call) {
        return catchThrowableOfType(ProviderException.class, call::call);
    }

    private static TransientProviderException transientFailure() {
        return new TransientProviderException(Kind.UNAVAILABLE, "down");
    }
}
