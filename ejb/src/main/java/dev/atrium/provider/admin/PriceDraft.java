package dev.atrium.provider.admin;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Prices as somebody typed them, in credits; what is null was left empty. {@link #check} makes a price list of them, or says all that is
 * wrong: a price is never negative, and never half of one.
 *
 * @param cachedInput as input when it is null, like cacheWrite; reasoning is as output
 * @param longContext what holds for requests with a long input
 * @param images by size and quality
 */
public record PriceDraft(
        BigDecimal input,
        BigDecimal cachedInput,
        BigDecimal cacheWrite,
        BigDecimal output,
        BigDecimal reasoning,
        LongContext longContext,
        List<Image> images,
        BigDecimal perMillionCharacters,
        BigDecimal perMinute) {

    /** A million credits for whatever is the unit: more is a slip of the keyboard. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    private static final int MAX_DECIMALS = 6;

    /** @param above these hold when the input has more tokens than this */
    public record LongContext(Integer above, BigDecimal input, BigDecimal cachedInput, BigDecimal output) {}

    /** The price of an image; {@code *} stands for all other sizes or qualities. */
    public record Image(String size, String quality, BigDecimal price) {}

    /** @throws Refusal with an error for each field that is wrong */
    PriceList check() {
        return new Check().list();
    }

    private final class Check {

        private final List<FieldError> errors = new ArrayList<>();

        PriceList list() {
            Optional<TokenPrices> tokens = tokens();
            Optional<ImagePrices> priced = images();
            Optional<Credits> characters = amount("perMillionCharacters", perMillionCharacters);
            Optional<Credits> minute = amount("perMinute", perMinute);
            if (errors.isEmpty() && tokens.isEmpty() && priced.isEmpty() && characters.isEmpty() && minute.isEmpty()) {
                wrong("input", "must be given with output, or another price instead");
            }
            if (!errors.isEmpty()) {
                throw Refusal.invalid(errors);
            }
            return new PriceList(tokens, priced, characters, minute);
        }

        private Optional<TokenPrices> tokens() {
            Optional<Credits> in = amount("input", input);
            Optional<Credits> out = amount("output", output);
            Optional<Credits> cached = amount("cachedInput", cachedInput);
            Optional<Credits> written = amount("cacheWrite", cacheWrite);
            Optional<Credits> thought = amount("reasoning", reasoning);
            boolean any = longContext != null || cached.isPresent() || written.isPresent() || thought.isPresent();
            if (in.isEmpty() && input == null && (out.isPresent() || any)) {
                wrong("input", "must be given with the other prices of tokens");
            }
            if (out.isEmpty() && output == null && (in.isPresent() || any)) {
                wrong("output", "must be given with the other prices of tokens");
            }
            Optional<TokenPrices.LongContext> tier = longContext();
            if (in.isEmpty() || out.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new TokenPrices(
                    in.get(),
                    cached.orElse(in.get()),
                    written.orElse(in.get()),
                    out.get(),
                    thought.orElse(out.get()),
                    tier));
        }

        private Optional<TokenPrices.LongContext> longContext() {
            if (longContext == null) {
                return Optional.empty();
            }
            if (longContext.above() == null || longContext.above() < 1) {
                wrong("longContext.above", "must be a number of tokens above zero");
            }
            Optional<Credits> in = required("longContext.input", longContext.input());
            Optional<Credits> out = required("longContext.output", longContext.output());
            Optional<Credits> cached = amount("longContext.cachedInput", longContext.cachedInput());
            return errors.isEmpty()
                    ? Optional.of(new TokenPrices.LongContext(
                            longContext.above(), in.orElseThrow(), cached.orElse(in.get()), out.orElseThrow()))
                    : Optional.empty();
        }

        private Optional<ImagePrices> images() {
            if (images == null || images.isEmpty()) {
                return Optional.empty();
            }
            List<ImagePrices.Price> prices = new ArrayList<>();
            Set<String> kinds = new HashSet<>();
            for (int i = 0; i < images.size(); i++) {
                String place = "images[" + i + "].";
                Image image = images.get(i);
                String size = word(place + "size", image.size());
                String quality = word(place + "quality", image.quality());
                if (!kinds.add(size + ' ' + quality)) {
                    wrong(place + "size", "stands with this quality more than once");
                }
                required(place + "price", image.price())
                        .ifPresent(price -> prices.add(new ImagePrices.Price(size, quality, price)));
            }
            return errors.isEmpty() ? Optional.of(new ImagePrices(prices)) : Optional.empty();
        }

        private String word(String field, String text) {
            String word = text == null || text.isBlank() ? ImagePrices.ANY : text.strip();
            if (word.length() > 40) {
                wrong(field, "must have at most 40 characters");
            }
            return word;
        }

        private Optional<Credits> required(String field, BigDecimal price) {
            if (price == null) {
                wrong(field, "must be given");
            }
            return amount(field, price);
        }

        private Optional<Credits> amount(String field, BigDecimal price) {
            if (price == null) {
                return Optional.empty();
            }
            if (price.signum() < 0 || price.compareTo(MOST) > 0) {
                wrong(field, "must be from 0 to " + MOST.toPlainString() + " credits");
                return Optional.empty();
            }
            if (price.stripTrailingZeros().scale() > MAX_DECIMALS) {
                wrong(field, "must have at most " + MAX_DECIMALS + " decimals");
                return Optional.empty();
            }
            return Optional.of(Credits.of(price));
        }

        private void wrong(String field, String message) {
            errors.add(new FieldError("pricing." + field, message));
        }
    }
}
