package dev.atrium.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The clock that everything takes its time from, so that a test can move it. */
@ApplicationScoped
public class SystemClock {

    /** Ticks in microseconds, as PostgreSQL stores them: what is answered now is what will be read later. */
    @Produces
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
