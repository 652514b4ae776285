package dev.atrium.chat;

import dev.atrium.preset.PresetPrompt;
import dev.atrium.text.TextOptions;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for an answer in a conversation.
 *
 * @param conversationId the conversation to go on with; without one a new one begins
 * @param model the model to ask; without one that of the conversation
 * @param provider the provider to ask; without one the first that offers the model
 * @param system the system prompt from now on; without one that of the conversation, and an empty one is none
 * @param options how it is to be answered; what is left open is as it was in the conversation
 * @param preset the preset that the message was made of
 */
public record ChatCommand(
        Optional<UUID> conversationId,
        Ask ask,
        Optional<String> model,
        Optional<String> provider,
        Optional<String> system,
        TextOptions options,
        Optional<PresetPrompt> preset,
        boolean streamed) {

    public ChatCommand {
        Objects.requireNonNull(conversationId, "conversationId");
        Objects.requireNonNull(ask, "ask");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(preset, "preset");
    }
}
