package dev.atrium.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MemoryWindowsTest extends WindowsTest {

    private final SteppingClock clock = new SteppingClock();
    private final MemoryWindows windows = new MemoryWindows(clock);

    @Override
    Windows windows() {
        return windows;
    }

    @Test
    void room_comes_back_exactly_when_the_oldest_request_is_as_old_as_the_window_is_long() {
        List<Window> one = List.of(Window.sliding("test", "time", 1, HOUR));
        windows.take("a", one);

        clock.step(HOUR.minusNanos(1_000));
        assertThat(windows.take("b", one).admitted()).isFalse();
        clock.step(Duration.ofNanos(1_000));
        assertThat(windows.take("c", one).admitted()).isTrue();
    }

    @Property
    void no_span_ever_holds_more_than_the_limit_and_none_is_refused_that_would_fit(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 400) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 10) int limit) {
        Duration length = Duration.ofMillis(1_000);
        List<Window> one = List.of(Window.sliding("test", "property", limit, length));
        windows.clear(one.get(0));
        List<Long> admitted = new ArrayList<>();
        for (int pause : pauses) {
            clock.step(Duration.ofMillis(pause));
            Windows.Count count = windows.take("r" + pause, one);
            long within = admitted.stream()
                    .filter(time -> time > count.time() - 1_000_000)
                    .count();
            assertThat(count.admitted()).isEqualTo(within < limit);
            if (count.admitted()) {
                admitted.add(count.time());
            }
        }
        assertNoSpanHoldsMore(admitted, limit, length);
    }
}
