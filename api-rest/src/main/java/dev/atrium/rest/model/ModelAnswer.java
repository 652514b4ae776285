package dev.atrium.rest.model;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.provider.ModelView;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model.
 *
 * @param id what requests name it by
 * @param name what people call it
 * @param provider the provider that is asked when a request names none
 * @param pricing absent for a model without a price, which cannot be used
 * @param status {@code available}, {@code preview}, {@code deprecated} or {@code retired}
 * @param contextWindow in tokens; absent where a model has none, or it is not known; so is maxOutputTokens
 * @param warning what to know before using a model that is deprecated or retired
 * @param available whether it can be used now
 * @param parameters the optional parameters that it takes, such as {@code temperature}, or for speech {@code speed}
 * @param sizes what a model for images or sound lets one choose, the usual one first; so are the lists after it
 * @param maxCount the most images of one request
 * @param maxCharacters the longest text to speak, or the longest prompt for an image
 * @param timestamps for what a transcript can have times
 */
public record ModelAnswer(
        String id,
        String name,
        String provider,
        List<String> providers,
        String description,
        List<String> capabilities,
        List<String> inputModalities,
        Integer contextWindow,
        Integer maxOutputTokens,
        List<String> parameters,
        boolean reasoning,
        Pricing pricing,
        String status,
        String replacedBy,
        LocalDate shutdownOn,
        String warning,
        boolean available,
        List<String> sizes,
        List<String> qualities,
        List<String> styles,
        List<String> voices,
        List<String> formats,
        Integer maxCount,
        Integer maxCharacters,
        List<String> timestamps) {

    /**
     * Prices in credits; those of the unit are there, the others absent.
     *
     * @param unit {@code 1M tokens}, {@code image}, {@code 1M characters} or {@code minute}
     * @param cachedInput for input that the provider had in its cache
     * @param cacheWrite for input that it put there
     * @param longContext what holds instead for requests with a long input
     * @param prices of an image, by its size and quality; {@code *} stands for all others
     * @param price of a million characters or a minute
     */
    public record Pricing(
            String unit,
            Credits input,
            Credits cachedInput,
            Credits cacheWrite,
            Credits output,
            Credits reasoning,
            LongContext longContext,
            List<ImagePricing> prices,
            Credits price) {

        /** A model is charged in one unit, by what it is for. */
        static Pricing of(PriceList prices) {
            return prices.images()
                    .map(Pricing::images)
                    .or(() -> prices.perMillionCharacters().map(price -> of("1M characters", price)))
                    .or(() -> prices.perMinute().map(price -> of("minute", price)))
                    .or(() -> prices.tokens().map(Pricing::tokens))
                    .orElse(null);
        }

        private static Pricing tokens(TokenPrices prices) {
            return new Pricing(
                    "1M tokens",
                    prices.input(),
                    prices.cachedInput(),
                    prices.cacheWrite(),
                    prices.output(),
                    prices.reasoning(),
                    prices.longContext().map(LongContext::of).orElse(null),
                    null,
                    null);
        }

        private static Pricing images(ImagePrices prices) {
            List<ImagePricing> each =
                    prices.prices().stream().map(ImagePricing::of).toList();
            return new Pricing("image", null, null, null, null, null, null, each, null);
        }

        private static Pricing of(String unit, Credits price) {
            return new Pricing(unit, null, null, null, null, null, null, null, price);
        }
    }

    /** The price of an image. */
    public record ImagePricing(String size, String quality, Credits price) {

        static ImagePricing of(ImagePrices.Price price) {
            return new ImagePricing(price.size(), price.quality(), price.each());
        }
    }

    /** @param above these hold when the input has more tokens than this */
    public record LongContext(long above, Credits input, Credits cachedInput, Credits output) {

        static LongContext of(TokenPrices.LongContext prices) {
            return new LongContext(prices.above(), prices.input(), prices.cachedInput(), prices.output());
        }
    }

    static ModelAnswer of(ModelView model, MediaFacts media) {
        ModelFacts facts = model.facts();
        return new ModelAnswer(
                model.id(),
                facts.title(),
                model.provider(),
                model.providers(),
                facts.description(),
                sorted(facts.capabilities()),
                sorted(facts.inputModalities()),
                known(facts.contextWindow()),
                known(facts.maxOutputTokens()),
                Stream.concat(facts.parameters().stream(), media.parameters().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                facts.reasoning(),
                Pricing.of(model.prices()),
                model.status().name().toLowerCase(Locale.ROOT),
                facts.replacedBy().orElse(null),
                facts.shutdownOn().orElse(null),
                model.warning().orElse(null),
                model.available(),
                choices(media.sizes()),
                choices(media.qualities()),
                choices(media.styles()),
                choices(media.voices()),
                choices(media.formats()),
                media.maxCount(),
                media.maxCharacters(),
                choices(media.timestamps()));
    }

    private static Integer known(int tokens) {
        return tokens == 0 ? null : tokens;
    }

    /** Nothing where there is nothing to choose. */
    private static List<String> choices(List<String> choices) {
        return choices.isEmpty() ? null : choices;
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
