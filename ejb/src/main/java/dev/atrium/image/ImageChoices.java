package dev.atrium.image;

import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.MediaChoices;
import dev.atrium.provider.api.ImageAbilities;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be chosen of a model's images: what it takes and has a price for, the usual choice first.
 *
 * @param sizes empty where it takes any
 * @param qualities empty where there is nothing to choose, as for the styles
 * @param maxCount the most images of one request
 * @param promptCharacters the longest prompt
 */
public record ImageChoices(
        List<String> sizes, List<String> qualities, List<String> styles, int maxCount, int promptCharacters) {

    /** As many as are looked at together; a call of most providers gives as many. */
    private static final int MOST_IMAGES = 10;

    /** @param stated what the administrators say of the model, which counts for more than what its kind usually takes */
    public static ImageChoices of(ImageAbilities abilities, MediaChoices stated, ImagePrices prices) {
        List<String> qualities =
                stated.qualities().isEmpty() ? abilities.qualities() : List.copyOf(stated.qualities());
        List<String> sizes = sizes(abilities, stated, prices).stream()
                .filter(size -> isPriced(prices, size, qualities))
                .distinct()
                .toList();
        List<String> paid = qualities.stream()
                .filter(quality -> sizes.isEmpty()
                        ? prices.find(ImagePrices.ANY, quality).isPresent()
                        : sizes.stream().anyMatch(size -> prices.find(size, quality).isPresent()))
                .toList();
        return new ImageChoices(
                sizes,
                paid,
                stated.styles().isEmpty() ? abilities.styles() : List.copyOf(stated.styles()),
                MOST_IMAGES,
                abilities.promptCharacters());
    }

    private static List<String> sizes(ImageAbilities abilities, MediaChoices stated, ImagePrices prices) {
        if (!stated.sizes().isEmpty()) {
            return List.copyOf(stated.sizes());
        }
        Stream<String> taken = abilities.sizes().isEmpty()
                // A price may be for a class of sizes, such as 4K, which is no size to ask for.
                ? prices.prices().stream().map(ImagePrices.Price::size).filter(size -> ImageSize.parse(size)
                        .isPresent())
                : abilities.sizes().stream().map(ImageSize::toString);
        return taken.toList();
    }

    private static boolean isPriced(ImagePrices prices, String size, List<String> qualities) {
        return qualities.isEmpty()
                ? prices.find(size, ImagePrices.ANY).isPresent()
                : qualities.stream().anyMatch(quality -> prices.find(size, quality).isPresent());
    }

    /**
     * What is asked for, with the usual where nothing was said.
     *
     * @param size empty where the model takes any and none was named; so are the others where there is nothing to choose
     */
    record Chosen(Optional<ImageSize> size, Optional<String> quality, Optional<String> style, int count) {

        String pricedSize() {
            return size.map(ImageSize::toString).orElse(ImagePrices.ANY);
        }

        String pricedQuality() {
            return quality.orElse(ImagePrices.ANY);
        }
    }

    /**
     * Fits a command to the model.
     *
     * @throws Refusal {@code INVALID_REQUEST} with every field that does not fit and what it may be
     */
    Chosen choose(ImageCommand command) {
        List<FieldError> errors = new ArrayList<>();
        Optional<ImageSize> size = size(command, errors);
        Optional<String> quality = one("quality", command.quality(), qualities, command.model(), errors);
        Optional<String> style = one("style", command.style(), styles, command.model(), errors);
        if (command.count() < 1 || command.count() > maxCount) {
            errors.add(new FieldError("count", "must be from 1 to " + maxCount));
        }
        int length = command.prompt().length();
        if (length > promptCharacters) {
            errors.add(new FieldError(
                    "prompt",
                    "must have at most " + promptCharacters + " characters for " + command.model() + ", not "
                            + length));
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return new Chosen(size, quality, style, command.count());
    }

    private Optional<ImageSize> size(ImageCommand command, List<FieldError> errors) {
        if (!sizes.isEmpty()) {
            return one("size", command.size(), sizes, command.model(), errors).flatMap(ImageSize::parse);
        }
        Optional<ImageSize> size = command.size().flatMap(ImageSize::parse);
        if (command.size().isPresent() && size.isEmpty()) {
            errors.add(new FieldError("size", "must be width and height in pixels, such as 1024x1024"));
        }
        return size;
    }

    private static Optional<String> one(
            String field, Optional<String> wanted, Collection<String> there, String model, List<FieldError> errors) {
        if (wanted.isEmpty()) {
            return there.stream().findFirst();
        }
        if (!there.contains(wanted.get())) {
            errors.add(new FieldError(
                    field,
                    there.isEmpty()
                            ? "cannot be chosen for " + model
                            : "must be one of " + String.join(", ", there) + " for " + model + ", not "
                                    + wanted.get()));
        }
        return wanted;
    }
}
