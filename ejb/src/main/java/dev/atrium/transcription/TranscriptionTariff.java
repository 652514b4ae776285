package dev.atrium.transcription;

import dev.atrium.credit.MinutePricing;
import dev.atrium.generation.Tariff;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.Usage;
import java.time.Duration;

/**
 * The cost of a recording by its minutes: as measured before the call, and in the end as the provider says, which may round.
 *
 * @param measured how long the recording is
 */
record TranscriptionTariff(ModelOffer offer, Duration measured) implements Tariff {

    @Override
    public Credits worstCase() {
        return cost(measured);
    }

    @Override
    public Credits cost(Usage usage) {
        if (usage instanceof Usage.Audio audio) {
            return cost(audio.duration());
        }
        throw new IllegalArgumentException("Transcription is paid by minutes, not by " + usage);
    }

    @Override
    public Usage estimate(String text, String reasoning) {
        return new Usage.Audio(measured);
    }

    private Credits cost(Duration duration) {
        return MinutePricing.cost(offer.priceList().perMinute().orElseThrow(), duration, offer.factor());
    }
}
