package dev.atrium.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutboxTest {

    @Test
    void the_first_pause_is_short() {
        assertThat(Outbox.pause(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Outbox.pause(2)).isEqualTo(Duration.ofSeconds(60));
    }

    @Property
    void pauses_grow_to_a_bound(@ForAll @IntRange(min = 1, max = 1000) int attempt) {
        assertThat(Outbox.pause(attempt + 1))
                .isGreaterThanOrEqualTo(Outbox.pause(attempt))
                .isBetween(Duration.ofSeconds(30), Duration.ofHours(2));
    }
}
