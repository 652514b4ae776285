package dev.atrium.rest.chat;

import dev.atrium.chat.Ask;
import dev.atrium.chat.ChatCommand;
import dev.atrium.refusal.Refusal;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Either other words for a message of the user's own, with what else is said for a message; or a rating of an answer.
 *
 * @param rating 1 for up, -1 for down, 0 for neither
 * @param attachments the files to send; where absent those of the earlier message
 */
@Schema(example = """
    {"content": "What is quantum computing, in three sentences?", "stream": true}\
    """)
public record MessageChange(
        String content,

        @Min(value = -1, message = "must be -1, 0 or 1") @Max(value = 1, message = "must be -1, 0 or 1")
        Integer rating,

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

    ChatCommand command(UUID conversationId, UUID messageId, boolean streamed) {
        if (content == null || content.isBlank()) {
            throw Refusal.invalid("content", "must be given, or a rating");
        }
        return new AnswerRequest(model, provider, stream, temperature, topP, maxTokens, stop)
                .command(conversationId, new Ask.Edit(messageId, content, Optional.ofNullable(attachments)), streamed);
    }
}
