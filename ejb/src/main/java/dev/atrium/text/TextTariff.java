package dev.atrium.text;

import dev.atrium.credit.TokenPricing;
import dev.atrium.generation.Tariff;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.Usage;

/** The cost of a request for text at the price of its offer. */
public record TextTariff(ModelOffer offer, TextRequest request) implements Tariff {

    /** The input as large as it can be read, up to what the context window leaves, and the output as long as was allowed. */
    @Override
    public Credits worstCase() {
        long input = Math.min(TokenCounter.upperBound(request), offer.facts().contextWindow());
        return TokenPricing.worstCase(offer.prices(), input, request.maxTokens(), offer.factor());
    }

    @Override
    public Credits cost(Usage usage) {
        if (usage instanceof TokenUsage tokens) {
            return TokenPricing.cost(offer.prices(), tokens, offer.factor());
        }
        throw new IllegalArgumentException("Text is paid by tokens, not by " + usage);
    }

    @Override
    public Usage estimate(String text, String reasoning) {
        long thought = TokenCounter.count(reasoning);
        return new TokenUsage(TokenCounter.count(request), TokenCounter.count(text) + thought, 0, 0, thought);
    }
}
