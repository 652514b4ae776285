package dev.atrium.chat;

import dev.atrium.media.FileView;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.media.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as its user sees it.
 *
 * @param alternatives the ids of the messages that stand in its place in one branch or another, itself included, in their order
 */
public record MessageView(
        UUID id,
        int number,
        Optional<UUID> parentId,
        Message.Role role,
        Message.Status status,
        String content,
        String reasoning,
        Optional<UUID> generationId,
        Optional<String> model,
        Optional<String> provider,
        Optional<Long> inputTokens,
        Optional<Long> outputTokens,
        Optional<Credits> credits,
        Optional<String> finishReason,
        Optional<Integer> rating,
        List<FileView> attachments,
        List<UUID> alternatives,
        Instant createdAt) {

    static MessageView of(Message message, List<StoredFile> attachments, List<UUID> alternatives) {
        return new MessageView(
                message.id(),
                message.number(),
                message.parentId(),
                message.role(),
                message.status(),
                message.content(),
                message.reasoning(),
                message.generationId(),
                message.model(),
                message.provider(),
                message.inputTokens(),
                message.outputTokens(),
                message.credits(),
                message.finishReason(),
                message.rating(),
                attachments.stream().map(FileView::of).toList(),
                alternatives,
                message.createdAt());
    }
}
