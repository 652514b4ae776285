package dev.atrium.image;

import dev.atrium.credit.ImagePricing;
import dev.atrium.generation.Tariff;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.Usage;

/** The cost of images of one kind: known before the call, so it is the most and, when all are made, the actual cost. */
record ImageTariff(ModelOffer offer, ImageChoices.Chosen chosen) implements Tariff {

    @Override
    public Credits worstCase() {
        return cost(chosen.count());
    }

    @Override
    public Credits cost(Usage usage) {
        if (usage instanceof Usage.Images images) {
            return cost(images.count());
        }
        throw new IllegalArgumentException("Images are paid by their number, not by " + usage);
    }

    @Override
    public Usage estimate(String text, String reasoning) {
        return new Usage.Images(chosen.count());
    }

    private Credits cost(int count) {
        return ImagePricing.cost(
                offer.priceList().images().orElseThrow(),
                chosen.pricedSize(),
                chosen.pricedQuality(),
                count,
                offer.factor());
    }
}
