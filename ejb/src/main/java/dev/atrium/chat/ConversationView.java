package dev.atrium.chat;

import dev.atrium.persistence.conversation.Conversation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A conversation as its user sees it. */
public record ConversationView(
        UUID id,
        String title,
        Optional<String> model,
        Optional<String> provider,
        Optional<String> system,
        int messageCount,
        boolean pinned,
        boolean archived,
        boolean shared,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt) {

    static ConversationView of(Conversation conversation) {
        return new ConversationView(
                conversation.id(),
                conversation.title(),
                conversation.model(),
                conversation.provider(),
                conversation.systemPrompt(),
                conversation.messageCount(),
                conversation.pinned(),
                conversation.archived(),
                conversation.shared(),
                conversation.tags(),
                conversation.createdAt(),
                conversation.updatedAt());
    }
}
