package dev.atrium.rest.chat;

import dev.atrium.chat.ConversationView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation.
 *
 * @param messages its last messages in their order; absent in lists
 */
public record ConversationAnswer(
        UUID id,
        String title,
        String model,
        String provider,
        String system,
        int messageCount,
        boolean pinned,
        boolean archived,
        boolean shared,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt,
        List<MessageAnswer> messages) {

    static ConversationAnswer of(ConversationView view) {
        return of(view, null);
    }

    static ConversationAnswer of(ConversationView view, List<MessageAnswer> messages) {
        return new ConversationAnswer(
                view.id(),
                view.title(),
                view.model().orElse(null),
                view.provider().orElse(null),
                view.system().orElse(null),
                view.messageCount(),
                view.pinned(),
                view.archived(),
                view.shared(),
                view.tags(),
                view.createdAt(),
                view.updatedAt(),
                messages);
    }
}
