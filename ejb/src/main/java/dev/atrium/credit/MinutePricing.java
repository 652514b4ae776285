package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/** What the minutes of a recording cost. */
public final class MinutePricing {

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger NANOS_PER_MINUTE = NANOS_PER_SECOND.multiply(BigInteger.valueOf(60));

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
        BigInteger nanos = BigInteger.valueOf(duration.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(duration.getNano()));
        // A sixtieth has no end as a decimal fraction, so the division itself rounds to the next whole number.
        return Credits.roundedUp(new BigDecimal(nanos.multiply(BigInteger.valueOf(perMinute.micro())))
                .multiply(factor)
                .divide(new BigDecimal(NANOS_PER_MINUTE), 0, RoundingMode.CEILING));
    }
}
