package dev.atrium.text;

import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.TextFeatures;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a caller may choose about an answer; each of these may be left to the model. */
public record TextOptions(
        OptionalDouble temperature,
        OptionalDouble topP,
        OptionalInt maxTokens,
        List<String> stop,
        TextFeatures features) {

    public static final TextOptions DEFAULT =
            new TextOptions(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), List.of());

    public TextOptions {
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(topP, "topP");
        Objects.requireNonNull(maxTokens, "maxTokens");
        Objects.requireNonNull(features, "features");
        stop = List.copyOf(stop);
    }

    /** The choices for a plain answer. */
    public TextOptions(OptionalDouble temperature, OptionalDouble topP, OptionalInt maxTokens, List<String> stop) {
        this(temperature, topP, maxTokens, stop, TextFeatures.NONE);
    }

    /** These choices, and where there is none that of the others; features have no defaults. */
    public TextOptions orElse(TextOptions defaults) {
        return new TextOptions(
                temperature.isPresent() ? temperature : defaults.temperature,
                topP.isPresent() ? topP : defaults.topP,
                maxTokens.isPresent() ? maxTokens : defaults.maxTokens,
                stop.isEmpty() ? defaults.stop : stop,
                features);
    }

    /** These choices with no longer an answer than a model writes: for defaults, which may have been chosen for another one. */
    public TextOptions writtenBy(ModelOffer offer) {
        OptionalInt possible = maxTokens.isPresent()
                ? OptionalInt.of(Math.min(maxTokens.getAsInt(), offer.facts().maxOutputTokens()))
                : maxTokens;
        return new TextOptions(temperature, topP, possible, stop, features);
    }

    /** The choices as they are stored, without features. */
    public JsonObject toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        temperature.ifPresent(value -> json.add("temperature", value));
        topP.ifPresent(value -> json.add("topP", value));
        maxTokens.ifPresent(value -> json.add("maxTokens", value));
        if (!stop.isEmpty()) {
            json.add("stop", Json.createArrayBuilder(stop));
        }
        return json.build();
    }

    /** Reads what {@link #toJson} wrote. */
    public static TextOptions of(JsonObject json) {
        return new TextOptions(
                decimal(json, "temperature"),
                decimal(json, "topP"),
                json.containsKey("maxTokens") ? OptionalInt.of(json.getInt("maxTokens")) : OptionalInt.empty(),
                json.containsKey("stop") ? json.getJsonArray("stop").getValuesAs(JsonString::getString) : List.of());
    }

    private static OptionalDouble decimal(JsonObject json, String name) {
        return json.containsKey(name)
                ? OptionalDouble.of(json.getJsonNumber(name).doubleValue())
                : OptionalDouble.empty();
    }

    /** Reads what {@link #toJson} wrote, from its text. */
    public static TextOptions parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return of(reader.readObject());
        }
    }
}
