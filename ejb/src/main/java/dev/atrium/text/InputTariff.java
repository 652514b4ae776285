package dev.atrium.text;

import dev.atrium.credit.TokenPricing;
import dev.atrium.generation.Tariff;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.Usage;
import java.util.List;

/** The cost of texts that are read and not answered in words, by their tokens. */
public record InputTariff(ModelOffer offer, List<String> inputs) implements Tariff {

    public InputTariff {
        inputs = List.copyOf(inputs);
    }

    @Override
    public Credits worstCase() {
        long most = inputs.stream().mapToLong(TokenCounter::upperBound).sum();
        return TokenPricing.worstCase(offer.prices(), most, 0, offer.factor());
    }

    @Override
    public Credits cost(Usage usage) {
        if (usage instanceof TokenUsage tokens) {
            return TokenPricing.cost(offer.prices(), tokens, offer.factor());
        }
        throw new IllegalArgumentException("Texts are paid by tokens, not by " + usage);
    }

    @Override
    public Usage estimate(String text, String reasoning) {
        return TokenUsage.of(inputs.stream().mapToLong(TokenCounter::count).sum(), 0);
    }
}
