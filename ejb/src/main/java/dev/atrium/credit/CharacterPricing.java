package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import java.math.BigDecimal;

/** What the characters of spoken text cost. They are known before the call, so this is its most and its actual cost. */
public final class CharacterPricing {

    /** Prices are for a million characters. */
    private static final int PRICED_CHARACTERS_DIGITS = 6;

    private CharacterPricing() {}

    /** The characters of a text as people count them: code points of Unicode. */
    public static long count(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * {@code characters x perMillion / 10^6}, rounded up once to the next micro-credit.
     *
     * @param characters zero or more
     */
    public static Credits cost(Credits perMillion, long characters) {
        return cost(perMillion, characters, BigDecimal.ONE);
    }

    /** A part of that cost: the factor is applied before the one rounding. */
    public static Credits cost(Credits perMillion, long characters, BigDecimal factor) {
        if (characters < 0) {
            throw new IllegalArgumentException("There is no negative number of characters");
        }
        return Credits.roundedUp(BigDecimal.valueOf(perMillion.micro())
                .multiply(BigDecimal.valueOf(characters))
                .multiply(factor)
                .movePointLeft(PRICED_CHARACTERS_DIGITS));
    }
}
