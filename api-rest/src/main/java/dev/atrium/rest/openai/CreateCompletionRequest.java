package dev.atrium.rest.openai;

import dev.atrium.provider.api.TextFeatures;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.json.OtherMembers;
import dev.atrium.text.CompletionService.Completion;
import dev.atrium.text.TextOptions;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Prompts that are to be completed. Models of today converse, so each prompt is a user's message.
 *
 * @param prompt a text, or an array of them, each of which is answered
 * @param n how many answers each prompt gets
 * @param others what only some providers know: passed on to those that speak OpenAI's format
 */
@Schema(example = """
    {"model": "gpt-4o", "prompt": "Say hello.", "max_tokens": 100, "temperature": 0.2}\
    """)
public record CreateCompletionRequest(
        @NotBlank(message = "must be given") String model,

        @Schema(
                oneOf = {String.class, String[].class},
                required = true)
        JsonValue prompt,

        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "2", message = "must be at most {value}")
        Double temperature,

        @JsonbProperty("top_p")
        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "1", message = "must be at most {value}")
        Double topP,

        @JsonbProperty("max_tokens") @Min(value = 1, message = "must be at least {value}")
        Integer maxTokens,

        @Min(value = 1, message = "must be at least {value}")
        @Max(value = Choices.MOST, message = "must be at most {value}")
        Integer n,

        @Schema(oneOf = {String.class, String[].class}) JsonValue stop,

        Boolean stream,
        @JsonbProperty("stream_options") CreateChatCompletionRequest.StreamOptions streamOptions,

        @JsonbProperty("frequency_penalty")
        @DecimalMin(value = "-2", message = "must be at least {value}")
        @DecimalMax(value = "2", message = "must be at most {value}")
        Double frequencyPenalty,

        @JsonbProperty("presence_penalty")
        @DecimalMin(value = "-2", message = "must be at least {value}")
        @DecimalMax(value = "2", message = "must be at most {value}")
        Double presencePenalty,

        Long seed,

        @OtherMembers
        @Schema(
                type = SchemaType.OBJECT,
                description = "Members of the body itself that are not described here, as they are")
        JsonObject others) {

    /** What models that converse cannot do. */
    private static final Map<String, String> REFUSED = Map.of(
            "echo", "cannot be had",
            "suffix", "cannot be filled in",
            "best_of", "cannot be had: use n",
            "logprobs", "cannot be had",
            "service_tier", "cannot be chosen for prompts");

    boolean streamed() {
        return Boolean.TRUE.equals(stream);
    }

    boolean usageWanted() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    /** One for each answer: those of the first prompt, then those of the next. */
    List<Completion> completions() {
        List<String> prompts = Given.texts("prompt", prompt);
        int each = n == null ? 1 : n;
        if (prompts.size() * each > Choices.MOST) {
            throw Refusal.invalid("prompt", "must ask for at most " + Choices.MOST + " answers in all");
        }
        TextOptions options = options();
        return prompts.stream()
                .map(text -> new Completion(model, Optional.empty(), Optional.empty(), text, options, streamed()))
                .flatMap(completion -> Collections.nCopies(each, completion).stream())
                .toList();
    }

    private TextOptions options() {
        TextFeatures features = TextFeatures.NONE
                .withPenalties(Given.number(frequencyPenalty), Given.number(presencePenalty))
                .withSeed(seed == null ? OptionalLong.empty() : OptionalLong.of(seed))
                .withExtra(Given.without(REFUSED, others));
        return new TextOptions(
                Given.number(temperature), Given.number(topP), Given.number(maxTokens), Given.stop(stop), features);
    }
}
