package dev.atrium.provider;

import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import java.util.UUID;

/** A model of a provider at the prices in force, ready to be asked for what it was required for; that has a price. */
public record ModelOffer(
        UUID modelId, UUID priceId, String name, String provider, ModelFacts facts, PriceList priceList) {

    /** An offer that is charged by tokens. */
    public ModelOffer(UUID modelId, UUID priceId, String name, String provider, ModelFacts facts, TokenPrices prices) {
        this(modelId, priceId, name, provider, facts, PriceList.of(prices));
    }

    /** What its tokens cost. */
    public TokenPrices prices() {
        return priceList.tokens().orElseThrow();
    }

    /** Whether the model takes an optional parameter, such as {@code temperature}. */
    public boolean accepts(String parameter) {
        return facts.parameters().contains(parameter);
    }
}
