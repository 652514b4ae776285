package dev.atrium.provider;

import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * A model of a provider at the prices in force, ready to be asked for what it was required for; that has a price.
 *
 * @param priceList the list prices in credits
 * @param ownKey the workspace's own key that the provider is called with; empty for the organisation's
 */
public record ModelOffer(
        UUID modelId,
        UUID priceId,
        String name,
        String provider,
        ModelFacts facts,
        PriceList priceList,
        Optional<OwnKeyTerms> ownKey) {

    /**
     * The terms of a call with a workspace's own key.
     *
     * @param factor what part of the list price is charged
     */
    public record OwnKeyTerms(UUID workspaceId, BigDecimal factor) {}

    /** An offer for a call with the organisation's key. */
    public ModelOffer(UUID modelId, UUID priceId, String name, String provider, ModelFacts facts, PriceList priceList) {
        this(modelId, priceId, name, provider, facts, priceList, Optional.empty());
    }

    /** An offer that is charged by tokens. */
    public ModelOffer(UUID modelId, UUID priceId, String name, String provider, ModelFacts facts, TokenPrices prices) {
        this(modelId, priceId, name, provider, facts, PriceList.of(prices));
    }

    /** What its tokens cost. */
    public TokenPrices prices() {
        return priceList.tokens().orElseThrow();
    }

    /** What part of the list price is charged: all of it, unless the workspace's own key is used. */
    public BigDecimal factor() {
        return ownKey.map(OwnKeyTerms::factor).orElse(BigDecimal.ONE);
    }

    /** Whether the model takes pictures beside text. */
    public boolean sees() {
        return facts.inputModalities().contains("image");
    }

    /** Whether the model takes an optional parameter, such as {@code temperature}. */
    public boolean accepts(String parameter) {
        return facts.parameters().contains(parameter);
    }
}
