package dev.atrium.rest.openai;

import dev.atrium.moderation.ModerateCommand;
import dev.atrium.refusal.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Texts that are to be judged.
 *
 * @param input a text, an array of them, or an array of parts that are one text together
 * @param model OpenAI's where absent
 */
@Schema(example = """
    {"model": "omni-moderation-latest", "input": ["How do I bake bread?"]}\
    """)
public record CreateModerationRequest(
        @Schema(
                oneOf = {String.class, String[].class},
                required = true)
        JsonValue input,

        String model) {

    private static final String USUAL = "omni-moderation-latest";
    private static final int MOST_INPUTS = 1000;

    ModerateCommand command() {
        List<String> inputs = inputs();
        if (inputs.size() > MOST_INPUTS || inputs.contains("")) {
            throw Refusal.invalid("input", "must be at most " + MOST_INPUTS + " texts, none of them empty");
        }
        return new ModerateCommand(Given.choice(model).orElse(USUAL), Optional.empty(), inputs);
    }

    private List<String> inputs() {
        if (input instanceof JsonArray parts && !parts.isEmpty() && parts.get(0) instanceof JsonObject) {
            return List.of(IntStream.range(0, parts.size())
                    .mapToObj(i -> text("input[" + i + "]", parts.get(i)))
                    .collect(Collectors.joining("\n")));
        }
        return Given.texts("input", input);
    }

    private static String text(String place, JsonValue value) {
        boolean isText = value instanceof JsonObject part
                && part.get("type") instanceof JsonString type
                && type.getString().equals("text");
        if (!isText) {
            throw Refusal.invalid(place, "must be of the type text: nothing else is judged");
        }
        return Given.text(place + ".text", value.asJsonObject().getOrDefault("text", JsonValue.NULL));
    }
}
