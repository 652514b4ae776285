package dev.atrium.speech;

import dev.atrium.credit.CharacterPricing;
import dev.atrium.generation.Tariff;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.Usage;

/** The cost of a spoken text by its characters: known before the call, so it is the most and the actual cost. */
record SpeechTariff(ModelOffer offer, long characters) implements Tariff {

    @Override
    public Credits worstCase() {
        return cost(characters);
    }

    @Override
    public Credits cost(Usage usage) {
        if (usage instanceof Usage.Characters spoken) {
            return cost(spoken.count());
        }
        throw new IllegalArgumentException("Speech is paid by characters, not by " + usage);
    }

    @Override
    public Usage estimate(String text, String reasoning) {
        return new Usage.Characters(characters);
    }

    private Credits cost(long count) {
        return CharacterPricing.cost(offer.priceList().perMillionCharacters().orElseThrow(), count, offer.factor());
    }
}
