package dev.atrium.rest.chat;

import dev.atrium.chat.ChatCommand;
import dev.atrium.rest.text.Sampling;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message to a model.
 *
 * @param conversationId the conversation to go on with; without one a new one begins
 * @param parentMessageId the message to follow; without one the last of the branch that is shown
 * @param attachments ids of uploaded files to send with it
 * @param model may be absent in a conversation that has one
 */
@Schema(example = """
    {"message": "What is quantum computing?", "model": "gpt-4o", "stream": true, "temperature": 0.7, "maxTokens": 1000}\
    """)
public record ChatRequest(
        UUID conversationId,
        UUID parentMessageId,
        @NotBlank(message = "must be given") String message,
        List<UUID> attachments,
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

    public ChatCommand command(boolean streamed) {
        return new ChatCommand(
                Optional.ofNullable(conversationId),
                Optional.ofNullable(parentMessageId),
                message,
                attachments == null ? List.of() : attachments,
                Optional.ofNullable(model),
                Optional.ofNullable(provider),
                Sampling.options(temperature, topP, maxTokens, stop),
                streamed);
    }

    /** The same message, in a conversation that the address names. */
    ChatRequest in(UUID conversation) {
        return new ChatRequest(
                conversation,
                parentMessageId,
                message,
                attachments,
                model,
                provider,
                stream,
                temperature,
                topP,
                maxTokens,
                stop);
    }
}
