package dev.atrium.persistence.model;

import dev.atrium.persistence.credit.Credits;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an image costs, by its size and quality. */
public record ImagePrices(List<Price> prices) {

    /** Stands for every size, or every quality, that has no price of its own. */
    public static final String ANY = "*";

    public ImagePrices {
        prices = prices.stream()
                .sorted(Comparator.comparing(Price::size).thenComparing(Price::quality))
                .toList();
        if (prices.isEmpty()) {
            throw new IllegalArgumentException("A price list for images has at least one price");
        }
        if (prices.stream().anyMatch(price -> price.each().compareTo(Credits.ZERO) < 0)) {
            throw new IllegalArgumentException("Prices are not negative");
        }
    }

    /**
     * The price of one kind of image.
     *
     * @param size such as {@code 1024x1024}, or {@link #ANY}
     * @param quality such as {@code high}, or {@link #ANY}
     * @param each for one image
     */
    public record Price(String size, String quality, Credits each) {}

    /** The price of an image, the one that names its size before one for any size; empty for a kind that is not priced. */
    public Optional<Credits> find(String size, String quality) {
        return Stream.of(price(size, quality), price(size, ANY), price(ANY, quality), price(ANY, ANY))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Credits> price(String size, String quality) {
        return prices.stream()
                .filter(price -> price.size().equals(size) && price.quality().equals(quality))
                .map(Price::each)
                .findFirst();
    }
}
