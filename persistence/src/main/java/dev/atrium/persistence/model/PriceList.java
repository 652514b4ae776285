package dev.atrium.persistence.model;

import dev.atrium.persistence.credit.Credits;
import java.util.Objects;
import java.util.Optional;

/**
 * All prices of a model. What it is asked for decides which of them counts; a model can have several.
 *
 * @param tokens for text and embeddings
 * @param images for images
 * @param perMillionCharacters for speech
 * @param perMinute for transcription
 */
public record PriceList(
        Optional<TokenPrices> tokens,
        Optional<ImagePrices> images,
        Optional<Credits> perMillionCharacters,
        Optional<Credits> perMinute) {

    public static final PriceList NONE =
            new PriceList(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public PriceList {
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(images, "images");
        notNegative(perMillionCharacters);
        notNegative(perMinute);
    }

    private static void notNegative(Optional<Credits> price) {
        if (price.filter(amount -> amount.compareTo(Credits.ZERO) < 0).isPresent()) {
            throw new IllegalArgumentException("Prices are not negative");
        }
    }

    public static PriceList of(TokenPrices tokens) {
        return new PriceList(Optional.of(tokens), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
