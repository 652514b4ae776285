package dev.atrium.chat;

import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.credit.Credits;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A message as its user sees it. */
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
        Instant createdAt) {

    static MessageView of(Message message) {
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
                message.createdAt());
    }
}
