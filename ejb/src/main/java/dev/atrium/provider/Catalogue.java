package dev.atrium.provider;

import static java.util.stream.Collectors.toSet;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.MediaChoices;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The models that Atrium knows when it is installed, with the providers' list prices in US dollars: for each million tokens or
 * characters, each minute, or each image by size and quality. One whose price is not known for sure has none, and waits for an administrator.
 */
final class Catalogue {

    private static final String RESOURCE = "catalogue.json";
    private static final int MICRO_DIGITS = 6;

    private Catalogue() {}

    /** A model with its prices in credits. */
    record Entry(String provider, String name, ModelFacts facts, PriceList prices) {}

    /**
     * Reads the catalogue.
     *
     * @param usdPerCredit what a credit is worth in US dollars of list price
     */
    static List<Entry> read(BigDecimal usdPerCredit) {
        try (InputStream stream = Catalogue.class.getResourceAsStream(RESOURCE);
                JsonReader reader = Json.createReader(stream)) {
            JsonArray models = reader.readObject().getJsonArray("models");
            return models.getValuesAs(model -> entry(model.asJsonObject(), usdPerCredit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(JsonObject model, BigDecimal usdPerCredit) {
        return new Entry(
                model.getString("provider"), model.getString("name"), facts(model), prices(model, usdPerCredit));
    }

    private static ModelFacts facts(JsonObject model) {
        return new ModelFacts(
                model.getString("title"),
                model.getString("description", ""),
                capabilities(model),
                words(model.getJsonArray("input")),
                model.getInt("contextWindow"),
                model.getInt("maxOutputTokens"),
                words(model.getJsonArray("parameters")),
                model.getBoolean("reasoning", false),
                AiModel.Status.valueOf(model.getString("status", "available").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(model.getString("replacedBy", null)),
                Optional.ofNullable(model.getString("shutdownOn", null)).map(LocalDate::parse),
                new MediaChoices(
                        words(model.getJsonArray("sizes")),
                        words(model.getJsonArray("qualities")),
                        words(model.getJsonArray("styles")),
                        words(model.getJsonArray("voices")),
                        words(model.getJsonArray("formats"))));
    }

    /** Text unless the catalogue says otherwise; a word that is no capability fails the start. */
    private static Set<String> capabilities(JsonObject model) {
        Set<String> named = words(model.getJsonArray("capabilities"));
        return named.isEmpty()
                ? Set.of(Capability.TEXT.code())
                : named.stream()
                        .map(Capability::of)
                        .map(Optional::orElseThrow)
                        .map(Capability::code)
                        .collect(toSet());
    }

    private static PriceList prices(JsonObject model, BigDecimal usdPerCredit) {
        JsonObject usd = model.getJsonObject("usd");
        if (usd == null) {
            return PriceList.NONE;
        }
        return new PriceList(
                Optional.of(usd)
                        .filter(prices -> prices.containsKey("input"))
                        .map(prices -> tokens(prices, usdPerCredit)),
                Optional.ofNullable(usd.getJsonObject("image")).map(sizes -> images(sizes, usdPerCredit)),
                credits(usd, "millionCharacters", usdPerCredit),
                credits(usd, "minute", usdPerCredit));
    }

    private static ImagePrices images(JsonObject sizes, BigDecimal usdPerCredit) {
        return new ImagePrices(sizes.keySet().stream()
                .flatMap(size -> sizes.getJsonObject(size).keySet().stream()
                        .map(quality -> new ImagePrices.Price(
                                size,
                                quality,
                                credits(sizes.getJsonObject(size), quality, usdPerCredit)
                                        .orElseThrow())))
                .toList());
    }

    private static TokenPrices tokens(JsonObject usd, BigDecimal usdPerCredit) {
        Credits input = credits(usd, "input", usdPerCredit).orElseThrow();
        Credits output = credits(usd, "output", usdPerCredit).orElseThrow();
        return new TokenPrices(
                input,
                credits(usd, "cachedInput", usdPerCredit).orElse(input),
                credits(usd, "cacheWrite", usdPerCredit).orElse(input),
                output,
                output,
                Optional.ofNullable(usd.getJsonObject("longContext")).map(tier -> longContext(tier, usdPerCredit)));
    }

    private static TokenPrices.LongContext longContext(JsonObject tier, BigDecimal usdPerCredit) {
        Credits input = credits(tier, "input", usdPerCredit).orElseThrow();
        return new TokenPrices.LongContext(
                tier.getInt("above"),
                input,
                credits(tier, "cachedInput", usdPerCredit).orElse(input),
                credits(tier, "output", usdPerCredit).orElseThrow());
    }

    private static Optional<Credits> credits(JsonObject usd, String name, BigDecimal usdPerCredit) {
        return Optional.ofNullable(usd.getJsonNumber(name))
                .map(JsonNumber::bigDecimalValue)
                .map(price -> credits(price, usdPerCredit));
    }

    /** A price in US dollars as credits, rounded up to the next micro-credit. */
    static Credits credits(BigDecimal usd, BigDecimal usdPerCredit) {
        return Credits.of(usd.divide(usdPerCredit, MICRO_DIGITS, RoundingMode.CEILING));
    }

    private static Set<String> words(JsonArray array) {
        return array == null ? Set.of() : new LinkedHashSet<>(array.getValuesAs(JsonString::getString));
    }
}
