package dev.atrium.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What windows promise wherever they are counted. Each test has subjects of its own. */
abstract class WindowsTest {

    static final Duration HOUR = Duration.ofHours(1);

    abstract Windows windows();

    @Test
    void a_window_takes_as_many_as_it_holds_and_tells_how_full_it_is() {
        List<Window> one = List.of(Window.sliding("test", "full", 2, HOUR));

        assertThat(windows().take("a", one).fills().get(0).used()).isEqualTo(1);
        assertThat(windows().take("b", one).admitted()).isTrue();
        Windows.Count refused = windows().take("c", one);

        assertThat(refused.admitted()).isFalse();
        assertThat(refused.fills().get(0).used()).isEqualTo(2);
        assertThat(refused.fills().get(0).micros()).isBetween(1L, HOUR.toNanos() / 1_000);
    }

    @Test
    void what_one_window_refuses_counts_in_none() {
        Window wide = Window.sliding("test-wide", "both", 5, HOUR);
        Window tight = Window.sliding("test-tight", "both", 1, HOUR);
        windows().take("a", List.of(wide, tight));

        assertThat(windows().take("b", List.of(wide, tight)).admitted()).isFalse();

        assertThat(windows().take("c", List.of(wide)).fills().get(0).used()).isEqualTo(2);
    }

    @Test
    void what_is_given_back_makes_room_in_each_kind_of_window() {
        for (Window.Kind kind : Window.Kind.values()) {
            List<Window> one = List.of(new Window("test", "back-" + kind, kind, 1, HOUR, false));
            windows().take("a", one);

            windows().giveBack("a", one);

            assertThat(windows().take("b", one).admitted()).as("%s", kind).isTrue();
            assertThat(windows().take("c", one).admitted()).as("%s", kind).isFalse();
        }
    }

    @Test
    void a_window_that_is_only_looked_at_refuses_nothing_and_counts_nothing() {
        Window counted = Window.sliding("test", "look", 1, HOUR);
        windows().take("a", List.of(counted));

        Windows.Count look = windows().take("b", List.of(counted.looking()));

        assertThat(look.admitted()).isTrue();
        assertThat(look.fills().get(0).used()).isEqualTo(1);
    }

    @Test
    void a_cleared_window_is_empty() {
        Window window = Window.sliding("test", "clear", 1, HOUR);
        windows().take("a", List.of(window));

        windows().clear(window);

        assertThat(windows().take("b", List.of(window)).admitted()).isTrue();
    }

    @Test
    void a_limit_that_was_lowered_holds_for_what_was_counted_before() {
        IntStream.range(0, 5).forEach(i -> windows().take("r" + i, List.of(Window.sliding("test", "lower", 5, HOUR))));

        assertThat(windows()
                        .take("late", List.of(Window.sliding("test", "lower", 3, HOUR)))
                        .admitted())
                .isFalse();
    }

    /** However requests come, no span of the window's length holds more than its limit. */
    static void assertNoSpanHoldsMore(List<Long> admitted, int limit, Duration length) {
        List<Long> sorted = new ArrayList<>(admitted);
        sorted.sort(null);
        long micros = length.toNanos() / 1_000;
        for (int i = limit; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - limit))
                    .as("time from request %d to %d", i - limit, i)
                    .isGreaterThanOrEqualTo(micros);
        }
    }
}
