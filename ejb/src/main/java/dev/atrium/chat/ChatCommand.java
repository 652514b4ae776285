package dev.atrium.chat;

import dev.atrium.text.TextOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to a model.
 *
 * @param conversationId the conversation to go on with; without one a new one begins
 * @param parentMessageId the message to follow; without one the last of the branch that is shown
 * @param attachments the files to send with it
 * @param model the model to ask; without one that of the conversation
 * @param provider the provider to ask; without one the first that offers the model
 */
public record ChatCommand(
        Optional<UUID> conversationId,
        Optional<UUID> parentMessageId,
        String message,
        List<UUID> attachments,
        Optional<String> model,
        Optional<String> provider,
        TextOptions options,
        boolean streamed) {

    public ChatCommand {
        Objects.requireNonNull(conversationId, "conversationId");
        Objects.requireNonNull(parentMessageId, "parentMessageId");
        Objects.requireNonNull(message, "message");
        attachments = List.copyOf(attachments);
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(options, "options");
    }
}
