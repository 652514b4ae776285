package dev.atrium.image;

import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.MediaChoices;
import dev.atrium.provider.api.ImageAbilities;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be chosen of a model's images: what it takes and has a price for, the usual choice first.
 *
 * @param sizeOf what its sizes are in pixels, such as {@code 16:9} or {@code 1024x1024}, by the names by which they have a price; empty
 *     where it takes any
 * @param qualities empty where there is nothing to choose, as for the styles
 * @param maxCount the most images of one request
 * @param promptCharacters the longest prompt
 */
public record ImageChoices(
        Map<String, ImageSize> sizeOf,
        List<String> qualities,
        List<String> styles,
        int maxCount,
        int promptCharacters) {

    /** As many as are looked at together; a call of most providers gives as many. */
    private static final int MOST_IMAGES = 10;

    /** @param stated what the administrators say of the model, which counts for more than what its kind usually takes */
    public static ImageChoices of(ImageAbilities abilities, MediaChoices stated, ImagePrices prices) {
        List<String> qualities = stated.qualities().isEmpty() ? abilities.qualities() : List.copyOf(stated.qualities());
        Map<String, ImageSize> sizes = new LinkedHashMap<>();
        names(abilities, stated, prices)
                .filter(name -> isPriced(prices, name, qualities))
                .forEach(name -> pixels(name, abilities).ifPresent(size -> sizes.put(name, size)));
        List<String> paid = qualities.stream()
                .filter(quality -> sizes.isEmpty()
                        ? prices.find(ImagePrices.ANY, quality).isPresent()
                        : sizes.keySet().stream()
                                .anyMatch(size -> prices.find(size, quality).isPresent()))
                .toList();
        return new ImageChoices(
                Collections.unmodifiableMap(sizes),
                paid,
                stated.styles().isEmpty() ? abilities.styles() : List.copyOf(stated.styles()),
                MOST_IMAGES,
                abilities.promptCharacters());
    }

    private static Stream<String> names(ImageAbilities abilities, MediaChoices stated, ImagePrices prices) {
        if (!stated.sizes().isEmpty()) {
            return stated.sizes().stream();
        }
        return abilities.sizes().isEmpty()
                ? prices.prices().stream().map(ImagePrices.Price::size)
                : abilities.sizes().stream().map(ImageSize::toString);
    }

    /** A size may be named by its shape; a price may be for a class of sizes, such as 4K, which is no size to ask for. */
    private static Optional<ImageSize> pixels(String name, ImageAbilities abilities) {
        return ImageSize.parse(name).or(() -> abilities.sizes().stream()
                .filter(size -> size.aspectRatio().equals(name))
                .findFirst());
    }

    /** The sizes by name. */
    public List<String> sizes() {
        return List.copyOf(sizeOf.keySet());
    }

    private static boolean isPriced(ImagePrices prices, String size, List<String> qualities) {
        return qualities.isEmpty()
                ? prices.find(size, ImagePrices.ANY).isPresent()
                : qualities.stream()
                        .anyMatch(quality -> prices.find(size, quality).isPresent());
    }

    /**
     * What is asked for, with the usual where nothing was said.
     *
     * @param pricedSize the name of the size among the prices
     * @param size empty where the model takes any and none was named; so are the others where there is nothing to choose
     */
    record Chosen(
            String pricedSize, Optional<ImageSize> size, Optional<String> quality, Optional<String> style, int count) {

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
        Optional<String> size = size(command, errors);
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
        return new Chosen(
                size.orElse(ImagePrices.ANY),
                size.map(sizeOf::get).or(() -> size.flatMap(ImageSize::parse)),
                quality,
                style,
                command.count());
    }

    /** The name of the size; one that has another name can be asked for in pixels as well. */
    private Optional<String> size(ImageCommand command, List<FieldError> errors) {
        Optional<ImageSize> pixels = command.size().flatMap(ImageSize::parse);
        if (sizeOf.isEmpty()) {
            if (command.size().isPresent() && pixels.isEmpty()) {
                errors.add(new FieldError("size", "must be width and height in pixels, such as 1024x1024"));
            }
            return command.size();
        }
        Optional<String> named = command.size()
                .map(wanted -> sizeOf.containsKey(wanted)
                        ? wanted
                        : sizeOf.keySet().stream()
                                .filter(name ->
                                        pixels.filter(sizeOf.get(name)::equals).isPresent())
                                .findFirst()
                                .orElse(wanted));
        return one("size", named, sizeOf.keySet(), command.model(), errors);
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
