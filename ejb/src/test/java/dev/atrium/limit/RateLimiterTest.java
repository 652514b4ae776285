package dev.atrium.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final RateLimiter limiter = RateLimiter.inMemory(new SteppingClock());

    @Test
    void what_is_left_is_told_of_the_tightest_window_also_when_it_is_full() {
        List<Window> windows = List.of(
                Window.sliding("wide", "ada", 9, Duration.ofHours(1)),
                Window.sliding("tight", "ada", 1, Duration.ofMinutes(1)));
        List<LimitStatus> told = new ArrayList<>();

        limiter.admit(windows, told::add);
        assertThatThrownBy(() -> limiter.admit(windows, told::add)).isInstanceOf(Refusal.class);

        assertThat(told).extracting(LimitStatus::name).containsExactly("tight", "tight");
        assertThat(told).extracting(LimitStatus::remaining).containsExactly(0, 0);
    }
}
