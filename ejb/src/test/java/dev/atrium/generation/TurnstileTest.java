package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private static final int CROWD = 40;

    @Test
    void a_crowd_passes_a_few_at_a_time_and_nobody_is_left_out() throws Exception {
        Turnstile turnstile = new Turnstile(2, Duration.ofMinutes(1));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch arrived = new CountDownLatch(CROWD);
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        try {
            List<Callable<Integer>> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                int number = i;
                crowd.add(() -> {
                    arrived.countDown();
                    arrived.await();
                    return turnstile.pass(() -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        inside.decrementAndGet();
                        return number;
                    });
                });
            }
            List<Integer> passed = new ArrayList<>();
            for (Future<Integer> one : threads.invokeAll(crowd)) {
                passed.add(one.get());
            }

            assertThat(passed).doesNotHaveDuplicates().hasSize(CROWD);
            assertThat(most.get()).isLessThanOrEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void who_has_no_turn_for_too_long_is_told_when_to_come_back_and_has_done_nothing() {
        Turnstile turnstile = new Turnstile(1, Duration.ofMillis(1));
        AtomicInteger done = new AtomicInteger();

        Refusal refusal =
                turnstile.pass(() -> catchThrowableOfType(Refusal.class, () -> turnstile.pass(done::incrementAndGet)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(refusal.retryAfter()).isPresent();
        assertThat(done).hasValue(0);
    }

    @Test
    void who_is_refused_inside_gives_the_turn_back() {
        Turnstile turnstile = new Turnstile(1, Duration.ofMillis(1));
        Refusal poor = new Refusal(ErrorCode.INSUFFICIENT_CREDITS, "no");

        assertThatThrownBy(() -> turnstile.pass(() -> {
                    throw poor;
                }))
                .isSameAs(poor);

        assertThat(turnstile.<String>pass(() -> "next")).isEqualTo("next");
    }
}
