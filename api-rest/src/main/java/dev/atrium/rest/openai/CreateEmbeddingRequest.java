package dev.atrium.rest.openai;

import dev.atrium.embedding.EmbedCommand;
import dev.atrium.embedding.TokenText;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.json.WithMedia;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Texts that are to become vectors.
 *
 * @param input a text or an array of them; in place of a text may be its tokens by cl100k_base, as some clients send them
 * @param encodingFormat {@code float}, or {@code base64} for the bytes of 32-bit numbers, low byte first
 */
@WithMedia
@Schema(example = """
    {"model": "text-embedding-3-small", "input": ["The quick brown fox", "jumps over"], "dimensions": 256}\
    """)
public record CreateEmbeddingRequest(
        @NotBlank(message = "must be given") String model,

        @Schema(
                oneOf = {String.class, String[].class, Integer[].class},
                required = true)
        JsonValue input,

        @JsonbProperty("encoding_format") @Pattern(regexp = "float|base64", message = "must be float or base64")
        String encodingFormat,

        @Min(value = 1, message = "must be at least {value}")
        Integer dimensions) {

    private static final int MOST_INPUTS = 2048;

    boolean inBase64() {
        return "base64".equals(encodingFormat);
    }

    EmbedCommand command() {
        List<String> inputs = inputs();
        if (inputs.size() > MOST_INPUTS || inputs.contains("")) {
            throw Refusal.invalid("input", "must be at most " + MOST_INPUTS + " texts, none of them empty");
        }
        return new EmbedCommand(model, Optional.empty(), inputs, Given.number(dimensions));
    }

    private List<String> inputs() {
        if (!(input instanceof JsonArray array) || array.isEmpty()) {
            return Given.texts("input", input);
        }
        if (array.get(0) instanceof JsonNumber) {
            return List.of(text("input", array));
        }
        if (array.get(0) instanceof JsonArray) {
            return IntStream.range(0, array.size())
                    .mapToObj(i -> text("input[" + i + "]", array.get(i)))
                    .toList();
        }
        return Given.texts("input", input);
    }

    private static String text(String place, JsonValue tokens) {
        if (!(tokens instanceof JsonArray array)
                || array.isEmpty()
                || !array.stream().allMatch(JsonNumber.class::isInstance)) {
            throw Refusal.invalid(place, "must be the numbers of a text's tokens");
        }
        return TokenText.of(array.getValuesAs(JsonNumber::intValue))
                .orElseThrow(() -> Refusal.invalid(place, "must be the numbers of a text's tokens by cl100k_base"));
    }
}
