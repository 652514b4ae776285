package dev.atrium.chat;

import dev.atrium.persistence.conversation.Conversation;
import dev.atrium.security.Caller;
import dev.atrium.text.TextOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A conversation as somebody sees it.
 *
 * @param headId the last message of the branch that is shown
 * @param messageCount how many messages it has, all branches together
 * @param own whether it is the caller's, and not one that another member of the workspace shares
 */
public record ConversationView(
        UUID id,
        String title,
        Optional<String> model,
        Optional<String> provider,
        Optional<String> system,
        Optional<TextOptions> parameters,
        Optional<UUID> presetId,
        Optional<UUID> headId,
        int messageCount,
        boolean pinned,
        boolean archived,
        boolean shared,
        boolean own,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt) {

    static ConversationView of(Conversation conversation, Caller caller) {
        return new ConversationView(
                conversation.id(),
                conversation.title(),
                conversation.model(),
                conversation.provider(),
                conversation.systemPrompt(),
                conversation.parameters().map(TextOptions::parse),
                conversation.presetId(),
                conversation.headId(),
                conversation.messageCount(),
                conversation.pinned(),
                conversation.archived(),
                conversation.shared(),
                conversation.userId().equals(caller.userId()),
                conversation.tags().stream()
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList(),
                conversation.createdAt(),
                conversation.updatedAt());
    }
}
