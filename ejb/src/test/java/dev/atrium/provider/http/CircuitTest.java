package dev.atrium.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.CircuitState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(30);

    private final MovedClock clock = new MovedClock();
    private final Circuit circuit = new Circuit(FAILURES, REST, clock);

    @Test
    void opens_after_failures_in_a_row_only() {
        fail(FAILURES - 1);
        succeed();
        fail(FAILURES - 1);
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);

        fail(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
        assertThat(circuit.admits()).isFalse();
        assertThat(circuit.remainingRest()).isEqualTo(REST);
    }

    @Test
    void lets_one_call_at_a_time_find_out_whether_it_is_over() {
        fail(FAILURES);
        clock.move(REST);

        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.admits()).isFalse();
        circuit.succeeded();

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void rests_again_when_that_call_fails() {
        fail(FAILURES);
        clock.move(REST);
        fail(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
        assertThat(circuit.remainingRest()).isEqualTo(REST);
    }

    @Test
    void calls_that_were_under_way_together_and_are_all_late_count_once() {
        Instant begun = clock.instant();
        clock.move(Duration.ofSeconds(5));
        for (int i = 0; i < 3 * FAILURES; i++) {
            circuit.heardNothing(begun);
        }
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);

        for (int i = 1; i < FAILURES; i++) {
            Instant next = clock.instant();
            clock.move(Duration.ofSeconds(5));
            circuit.heardNothing(next);
        }

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void a_call_that_says_nothing_leaves_the_question_to_the_next() {
        fail(FAILURES);
        clock.move(REST);
        assertThat(circuit.admits()).isTrue();
        circuit.saidNothing();

        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void failures_of_calls_from_before_do_not_prolong_the_rest() {
        fail(FAILURES);
        clock.move(REST.dividedBy(2));
        circuit.failed();

        assertThat(circuit.remainingRest()).isEqualTo(REST.dividedBy(2));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(circuit.admits()).isTrue();
            circuit.failed();
        }
    }

    private void succeed() {
        assertThat(circuit.admits()).isTrue();
        circuit.succeeded();
    }

    /** A clock that the test moves. */
    static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
