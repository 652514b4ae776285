package dev.atrium.persistence.credit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of credits, in whole micro-credits: 1 credit is 1 000 000. Sums that do not fit into 63 bits fail instead of
 * wrapping round.
 */
public record Credits(long micro) implements Comparable<Credits> {

    public static final Credits ZERO = new Credits(0);

    private static final int DECIMALS = 6;

    public static Credits ofMicro(long micro) {
        return micro == 0 ? ZERO : new Credits(micro);
    }

    /**
     * An amount given in credits.
     *
     * @throws ArithmeticException when it has more than 6 decimals or is out of range
     */
    public static Credits of(BigDecimal credits) {
        return ofMicro(credits.movePointRight(DECIMALS).longValueExact());
    }

    /** The next whole micro-credit at or above an exact amount of micro-credits: the one place where a charge is rounded. */
    public static Credits roundedUp(BigDecimal micro) {
        return ofMicro(micro.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    public Credits plus(Credits other) {
        return ofMicro(Math.addExact(micro, other.micro));
    }

    public Credits minus(Credits other) {
        return ofMicro(Math.subtractExact(micro, other.micro));
    }

    public Credits min(Credits other) {
        return micro <= other.micro ? this : other;
    }

    public boolean isZero() {
        return micro == 0;
    }

    /** The amount in credits, without trailing zeros. */
    public BigDecimal toDecimal() {
        BigDecimal decimal = BigDecimal.valueOf(micro, DECIMALS).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micro, other.micro);
    }

    /** The amount in credits in plain notation, such as {@code 0.0195}. */
    @Override
    public String toString() {
        return toDecimal().toPlainString();
    }
}
