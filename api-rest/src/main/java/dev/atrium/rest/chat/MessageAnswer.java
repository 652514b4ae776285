package dev.atrium.rest.chat;

import dev.atrium.chat.MessageView;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.rest.file.FileAnswer;
import dev.atrium.rest.generation.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A message of a conversation.
 *
 * @param role {@code user} or {@code assistant}
 * @param status {@code complete}, {@code streaming}, {@code cancelled} or {@code failed}
 * @param rating 1 for up, -1 for down
 * @param attachments the files that were sent with it
 * @param alternatives the ids of the messages that stand in its place in one branch or another, itself included, in their order; absent
 *     where it is the only one
 */
public record MessageAnswer(
        UUID id,
        UUID parentId,
        String role,
        String status,
        String content,
        String reasoning,
        UUID generationId,
        String model,
        String provider,
        Tokens tokens,
        Credits credits,
        String finishReason,
        Integer rating,
        List<FileAnswer> attachments,
        List<UUID> alternatives,
        Instant createdAt) {

    static MessageAnswer of(MessageView view) {
        return new MessageAnswer(
                view.id(),
                view.parentId().orElse(null),
                view.role().name().toLowerCase(Locale.ROOT),
                view.status().name().toLowerCase(Locale.ROOT),
                view.content(),
                view.reasoning().isEmpty() ? null : view.reasoning(),
                view.generationId().orElse(null),
                view.model().orElse(null),
                view.provider().orElse(null),
                tokens(view),
                view.credits().orElse(null),
                view.finishReason().orElse(null),
                view.rating().orElse(null),
                view.attachments().stream().map(FileAnswer::of).toList(),
                view.alternatives().size() > 1 ? view.alternatives() : null,
                view.createdAt());
    }

    private static Tokens tokens(MessageView view) {
        return view.inputTokens()
                .map(input -> Tokens.of(input, view.outputTokens().orElse(0L)))
                .orElse(null);
    }
}
