package dev.atrium.persistence.model;

import dev.atrium.persistence.credit.Credits;
import jakarta.persistence.Embeddable;
import java.util.Objects;

/** The price of one kind of image, in a version of a model's prices. */
@Embeddable
class ImagePrice {

    private String size;
    private String quality;
    private Credits amount;

    /** For the persistence provider. */
    protected ImagePrice() {}

    ImagePrice(ImagePrices.Price price) {
        this.size = price.size();
        this.quality = price.quality();
        this.amount = price.each();
    }

    ImagePrices.Price price() {
        return new ImagePrices.Price(size, quality, amount);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImagePrice that && price().equals(that.price());
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, quality);
    }
}
