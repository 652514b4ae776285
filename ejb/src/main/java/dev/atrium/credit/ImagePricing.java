package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.refusal.Refusal;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** What images cost. */
public final class ImagePricing {

    private ImagePricing() {}

    /**
     * The cost of images of one kind: their number times the price of one.
     *
     * @param count zero or more
     * @throws Refusal {@code INVALID_REQUEST} when this size and quality has no price
     */
    public static Credits cost(ImagePrices prices, String size, String quality, int count) {
        return cost(prices, size, quality, count, BigDecimal.ONE);
    }

    /** A part of that cost: the factor is applied before the one rounding. */
    public static Credits cost(ImagePrices prices, String size, String quality, int count, BigDecimal factor) {
        Credits each = prices.find(size, quality).orElseThrow(() -> unpriced(prices, size, quality));
        if (count < 0) {
            throw new IllegalArgumentException("There is no negative number of images");
        }
        return Credits.roundedUp(BigDecimal.valueOf(each.micro())
                .multiply(BigDecimal.valueOf(count))
                .multiply(factor));
    }

    private static Refusal unpriced(ImagePrices prices, String size, String quality) {
        boolean known = prices.prices().stream().anyMatch(price -> price.size().equals(size));
        String there = prices.prices().stream()
                .map(price -> known ? price.quality() : price.size())
                .distinct()
                .collect(Collectors.joining(", "));
        return known
                ? Refusal.invalid(
                        "quality", "must be one of " + there + " for this model at " + size + ", not " + quality)
                : Refusal.invalid("size", "must be one of " + there + " for this model, not " + size);
    }
}
