package dev.atrium.provider.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a request may ask for beyond a plain answer. A vendor that cannot do it refuses the request before sending it, unless the
 * feature only nudges the model ({@link #reasoning}, penalties, {@link #seed}): then it is left out.
 *
 * @param frequencyPenalty -2 to 2, above zero to repeat less
 * @param presencePenalty -2 to 2, above zero to move on sooner
 * @param seed for answers that are the same each time, as far as the provider can
 * @param extra members for the request's JSON, passed on as they are to providers that speak OpenAI's format, and to no others;
 *     they replace none that the request has already
 */
public record TextFeatures(
        Tools tools,
        OutputFormat output,
        Reasoning reasoning,
        OptionalDouble frequencyPenalty,
        OptionalDouble presencePenalty,
        OptionalLong seed,
        JsonObject extra) {

    public static final TextFeatures NONE = new TextFeatures(
            Tools.NONE,
            OutputFormat.TEXT,
            Reasoning.USUAL,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            JsonValue.EMPTY_JSON_OBJECT);

    public TextFeatures {
        Objects.requireNonNull(tools, "tools");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(reasoning, "reasoning");
        Objects.requireNonNull(frequencyPenalty, "frequencyPenalty");
        Objects.requireNonNull(presencePenalty, "presencePenalty");
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(extra, "extra");
    }

    public TextFeatures withTools(Tools value) {
        return new TextFeatures(value, output, reasoning, frequencyPenalty, presencePenalty, seed, extra);
    }

    public TextFeatures withOutput(OutputFormat value) {
        return new TextFeatures(tools, value, reasoning, frequencyPenalty, presencePenalty, seed, extra);
    }

    public TextFeatures withReasoning(Reasoning value) {
        return new TextFeatures(tools, output, value, frequencyPenalty, presencePenalty, seed, extra);
    }

    public TextFeatures withPenalties(OptionalDouble frequency, OptionalDouble presence) {
        return new TextFeatures(tools, output, reasoning, frequency, presence, seed, extra);
    }

    public TextFeatures withSeed(OptionalLong value) {
        return new TextFeatures(tools, output, reasoning, frequencyPenalty, presencePenalty, value, extra);
    }

    public TextFeatures withExtra(JsonObject value) {
        return new TextFeatures(tools, output, reasoning, frequencyPenalty, presencePenalty, seed, value);
    }
}
