package dev.atrium.text;

import dev.atrium.provider.api.TextFeatures;
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
}
