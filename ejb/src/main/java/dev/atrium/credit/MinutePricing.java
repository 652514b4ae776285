package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** What the minutes of a recording cost. */
public final class MinutePricing {

    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
    private static final int NANO_DIGITS = 9;

    private MinutePricing() {}

    /**
     * {@code duration x perMinute / 60 s}, to the nanosecond, rounded up once to the next micro-credit.
     *
     * @param duration zero or more
     */
    public static Credits cost(Credits perMinute, Duration duration) {
        return cost(perMinute, duration, BigDecimal.ONE);
    }

    /** A part of that cost: the factor is applied before the one rounding. */
    public static Credits cost(Credits perMinute, Duration duration, BigDecimal factor) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("No recording is shorter than nothing");
        }
        BigDecimal seconds =
                BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS));
        // A sixtieth has no end as a decimal fraction, so the one rounding is that of the division.
        return Credits.ofMicro(seconds.multiply(BigDecimal.valueOf(perMinute.micro()))
                .multiply(factor)
                .divide(SECONDS_PER_MINUTE, 0, RoundingMode.CEILING)
                .longValueExact());
    }
}
