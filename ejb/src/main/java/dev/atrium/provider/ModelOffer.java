package dev.atrium.provider;

import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.TokenPrices;
import java.util.UUID;

/** A model of a provider at the price in force, ready to be asked for text. */
public record ModelOffer(
        UUID modelId, UUID priceId, String name, String provider, ModelFacts facts, TokenPrices prices) {

    /** Whether the model takes an optional parameter, such as {@code temperature}. */
    public boolean accepts(String parameter) {
        return facts.parameters().contains(parameter);
    }
}
