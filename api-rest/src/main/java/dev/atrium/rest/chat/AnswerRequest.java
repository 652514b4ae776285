package dev.atrium.rest.chat;

import dev.atrium.chat.Ask;
import dev.atrium.chat.ChatCommand;
import dev.atrium.rest.text.Sampling;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a question that is there is to be answered; what is absent is as it was in the conversation. */
@Schema(example = """
    {"model": "gpt-4o", "stream": true}\
    """)
public record AnswerRequest(
        String model,
        String provider,
        Boolean stream,

        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "2", message = "must be at most {value}")
        Double temperature,

        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "1", message = "must be at most {value}")
        Double topP,

        @Min(value = 1, message = "must be at least {value}")
        Integer maxTokens,

        @Size(max = 4, message = "must have at most {max} entries")
        List<@NotEmpty(message = "must not be empty") String> stop) {

    ChatCommand command(UUID conversationId, Ask ask, boolean streamed) {
        return new ChatCommand(
                Optional.of(conversationId),
                ask,
                Optional.ofNullable(model),
                Optional.ofNullable(provider),
                Optional.empty(),
                Sampling.options(temperature, topP, maxTokens, stop),
                Optional.empty(),
                streamed);
    }
}
