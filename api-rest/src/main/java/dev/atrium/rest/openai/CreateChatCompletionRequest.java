package dev.atrium.rest.openai;

import dev.atrium.rest.json.OtherMembers;
import dev.atrium.rest.json.WithMedia;
import dev.atrium.text.CompletionService.Completion;
import dev.atrium.text.TextOptions;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A conversation that is to be answered.
 *
 * @param n how many answers are wanted; each is a generation of its own, and charged as one
 * @param stop a text, or an array of up to four
 * @param others what only some providers know: passed on to those that speak OpenAI's format
 */
@WithMedia
@Schema(example = """
    {"model": "gpt-4o", "messages": [{"role": "system", "content": "You are brief."}, {"role": "user", "content": "Write a haiku"}],
     "max_completion_tokens": 500, "stream": false}\
    """)
public record CreateChatCompletionRequest(
        @NotBlank(message = "must be given") String model,
        @NotEmpty(message = "must be given") List<@Valid ChatMessageBody> messages,

        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "2", message = "must be at most {value}")
        Double temperature,

        @JsonbProperty("top_p")
        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "1", message = "must be at most {value}")
        Double topP,

        @JsonbProperty("max_completion_tokens") @Min(value = 1, message = "must be at least {value}")
        Integer maxCompletionTokens,

        @JsonbProperty("max_tokens") @Min(value = 1, message = "must be at least {value}")
        Integer maxTokens,

        @Min(value = 1, message = "must be at least {value}")
        @Max(value = Choices.MOST, message = "must be at most {value}")
        Integer n,

        @Schema(oneOf = {String.class, String[].class}) JsonValue stop,

        Boolean stream,
        @JsonbProperty("stream_options") StreamOptions streamOptions,

        @JsonbProperty("frequency_penalty")
        @DecimalMin(value = "-2", message = "must be at least {value}")
        @DecimalMax(value = "2", message = "must be at most {value}")
        Double frequencyPenalty,

        @JsonbProperty("presence_penalty")
        @DecimalMin(value = "-2", message = "must be at least {value}")
        @DecimalMax(value = "2", message = "must be at most {value}")
        Double presencePenalty,

        Long seed,
        List<@Valid ToolBody> tools,

        @JsonbProperty("tool_choice")
        @Schema(description = "`none`, `auto`, `required`, or an object that names a function")
        JsonValue toolChoice,

        @JsonbProperty("parallel_tool_calls") Boolean parallelToolCalls,

        @JsonbProperty("response_format") @Valid ResponseFormat responseFormat,

        @JsonbProperty("reasoning_effort")
        @Schema(description = "`none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`")
        String reasoningEffort,

        @OtherMembers
        @Schema(
                type = SchemaType.OBJECT,
                description = "Members of the body itself that are not described here, as they are")
        JsonObject others) {

    /** @param includeUsage whether the stream ends with what was used */
    public record StreamOptions(
            @JsonbProperty("include_usage") Boolean includeUsage) {}

    boolean streamed() {
        return Boolean.TRUE.equals(stream);
    }

    boolean usageWanted() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    int choices() {
        return n == null ? 1 : n;
    }

    Completion completion() {
        return new Completion(
                model,
                Optional.empty(),
                ChatMessages.system(messages),
                ChatMessages.conversation(messages),
                options(),
                streamed());
    }

    private TextOptions options() {
        return new TextOptions(
                Given.number(temperature),
                Given.number(topP),
                Given.number(maxCompletionTokens == null ? maxTokens : maxCompletionTokens),
                Given.stop(stop),
                ChatFeatures.of(this));
    }
}
