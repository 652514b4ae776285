package dev.atrium.persistence.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    @Test
    void it_is_a_version_7_uuid_of_the_time_of_its_making() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        Instant before = ahead.instant();

        UUID id = UuidV7.next(ahead);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isGreaterThanOrEqualTo(before.toEpochMilli());
    }

    @Test
    void ids_increase_even_when_the_clock_stands_still() {
        Clock still = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(UuidV7.next(still).toString());
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }
}
