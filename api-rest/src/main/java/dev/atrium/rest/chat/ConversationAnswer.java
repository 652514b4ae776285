package dev.atrium.rest.chat;

import dev.atrium.chat.ConversationView;
import dev.atrium.rest.text.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation.
 *
 * @param presetId the preset that was used last
 * @param headId the last message of the branch that is shown
 * @param messageCount how many messages it has, all branches together
 * @param own whether it is the caller's, and not one that another member of the workspace shares
 * @param messages its last messages in their order; absent in lists
 */
public record ConversationAnswer(
        UUID id,
        String title,
        String model,
        String provider,
        String system,
        Parameters parameters,
        UUID presetId,
        UUID headId,
        int messageCount,
        boolean pinned,
        boolean archived,
        boolean shared,
        boolean own,
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
                view.parameters().map(Parameters::of).orElse(null),
                view.presetId().orElse(null),
                view.headId().orElse(null),
                view.messageCount(),
                view.pinned(),
                view.archived(),
                view.shared(),
                view.own(),
                view.tags(),
                view.createdAt(),
                view.updatedAt(),
                messages);
    }
}
