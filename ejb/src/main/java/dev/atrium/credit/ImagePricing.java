package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.refusal.Refusal;
import java.math.BigDecimal;
import java.util.Optional;
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
        return times(prices.find(size, quality).orElseThrow(() -> unpriced(prices, size, quality)), count);
    }

    /**
     * The most that images can cost, of which size and quality may be left to the model: then the dearest counts that there is.
     *
     * @param count zero or more
     * @throws Refusal {@code INVALID_REQUEST} when what is asked for has no price
     */
    public static Credits worstCase(ImagePrices prices, Optional<String> size, Optional<String> quality, int count) {
        return prices.prices().stream()
                .flatMap(price -> prices.find(size.orElse(price.size()), quality.orElse(price.quality())).stream())
                .max(Credits::compareTo)
                .map(dearest -> times(dearest, count))
                .orElseThrow(() -> unpriced(prices, size.orElse(ImagePrices.ANY), quality.orElse(ImagePrices.ANY)));
    }

    /** A part of what images cost, rounded up. Their cost is whole already, so this is the one rounding. */
    public static Credits part(Credits cost, BigDecimal factor) {
        return Credits.roundedUp(BigDecimal.valueOf(cost.micro()).multiply(factor));
    }

    private static Credits times(Credits each, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("There is no negative number of images");
        }
        return Credits.ofMicro(Math.multiplyExact(each.micro(), (long) count));
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
