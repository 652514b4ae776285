package dev.atrium.rest.chat;

import dev.atrium.chat.Ask;
import dev.atrium.chat.ChatCommand;
import dev.atrium.preset.PresetPrompt;
import dev.atrium.rest.text.GivenOrPreset;
import dev.atrium.rest.text.Sampling;
import dev.atrium.text.TextOptions;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message to a model, or a preset that makes one.
 *
 * @param conversationId the conversation to go on with; without one a new one begins
 * @param parentMessageId the message to follow; without one the last of the branch that is shown
 * @param attachments ids of uploaded files to send with it
 * @param model may be absent in a conversation that has one
 * @param system the system prompt of the conversation from now on; an empty one is none
 * @param presetId the preset to use; what the request says itself goes before what the preset says
 * @param variables the values of the preset's variables by their names
 */
@GivenOrPreset("message")
@Schema(example = """
    {"message": "What is quantum computing?", "model": "gpt-4o", "stream": true, "temperature": 0.7, "maxTokens": 1000}\
    """)
public record ChatRequest(
        UUID conversationId,
        UUID parentMessageId,
        String message,
        List<UUID> attachments,
        String model,
        String provider,
        String system,
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
        List<@NotEmpty(message = "must not be empty") String> stop,

        UUID presetId,
        Map<String, Object> variables) {

    /** @param preset what the preset says, where one is used */
    public ChatCommand command(Optional<PresetPrompt> preset, boolean streamed) {
        TextOptions options = Sampling.options(temperature, topP, maxTokens, stop);
        Optional<String> own = Optional.ofNullable(message).filter(text -> !text.isBlank());
        return new ChatCommand(
                Optional.ofNullable(conversationId),
                new Ask.Message(
                        Optional.ofNullable(parentMessageId),
                        preset.map(used -> used.followedBy(own)).orElse(message),
                        attachments == null ? List.of() : attachments),
                Optional.ofNullable(model).or(() -> preset.flatMap(PresetPrompt::model)),
                Optional.ofNullable(provider),
                Optional.ofNullable(system).or(() -> preset.flatMap(PresetPrompt::system)),
                preset.map(used -> options.orElse(used.parameters())).orElse(options),
                preset,
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
                system,
                stream,
                temperature,
                topP,
                maxTokens,
                stop,
                presetId,
                variables);
    }
}
