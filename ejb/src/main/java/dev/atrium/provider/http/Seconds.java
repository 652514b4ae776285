package dev.atrium.provider.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Reads times that providers report as a number of seconds. */
public final class Seconds {

    private static final double LONGEST = Duration.ofDays(366).toSeconds();

    private Seconds() {}

    /**
     * The time, to the millisecond: many a provider computes with single precision, so that the rest is noise. What is negative or
     * no number is no time at all.
     */
    public static Duration duration(double seconds) {
        if (!(seconds > 0)) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(BigDecimal.valueOf(Math.min(seconds, LONGEST))
                .movePointRight(3)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }
}
