package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import java.math.BigInteger;
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
        if (duration.isNegative()) {
            throw new IllegalArgumentException("No recording is shorter than nothing");
        }
        BigInteger nanos = BigInteger.valueOf(duration.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(duration.getNano()));
        // A sixtieth has no end as a decimal fraction, so the next whole number is found in whole numbers.
        BigInteger rounded = nanos.multiply(BigInteger.valueOf(perMinute.micro()))
                .add(NANOS_PER_MINUTE.subtract(BigInteger.ONE))
                .divide(NANOS_PER_MINUTE);
        return Credits.ofMicro(rounded.longValueExact());
    }
}
