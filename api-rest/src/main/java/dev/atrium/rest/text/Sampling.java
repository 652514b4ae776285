package dev.atrium.rest.text;

import dev.atrium.text.TextOptions;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The optional parameters of a request for text as the services know them. */
public final class Sampling {

    private Sampling() {}

    /** @param stop null for none, like the others */
    public static TextOptions options(Double temperature, Double topP, Integer maxTokens, List<String> stop) {
        return new TextOptions(
                temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature),
                topP == null ? OptionalDouble.empty() : OptionalDouble.of(topP),
                maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens),
                stop == null ? List.of() : stop);
    }
}
