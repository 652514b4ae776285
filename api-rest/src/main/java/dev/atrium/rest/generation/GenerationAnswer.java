package dev.atrium.rest.generation;

import dev.atrium.generation.GenerationView;
import dev.atrium.media.FileView;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.GenerationSummary;
import dev.atrium.rest.file.FileAnswer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A generation as the API shows it.
 *
 * @param status {@code running}, {@code completed}, {@code cancelled} or {@code failed}
 * @param prompt absent for chat, where it is in the conversation, and where it is not kept; its beginning in a list
 * @param text absent for chat, and in a list, but for the beginning of a transcript
 * @param parameters what was asked for beside the prompt; absent for text
 * @param files what was made, or for a transcription what was listened to; absent where there is none
 * @param error the code of what went wrong
 * @param retries how often a provider was asked anew; absent in a list
 * @param providerRequestId the provider's own id of the request, for its support; for administrators only
 * @param latencyMillis from the request to the last token
 */
public record GenerationAnswer(
        UUID id,
        String type,
        String status,
        String model,
        String provider,
        UUID conversationId,
        UUID messageId,
        String prompt,
        String text,
        JsonObject parameters,
        List<FileAnswer> files,
        Tokens tokens,
        Credits credits,
        String finishReason,
        String error,
        String errorDetail,
        Integer retries,
        String providerRequestId,
        Long latencyMillis,
        Instant createdAt,
        Instant completedAt) {

    static GenerationAnswer of(GenerationView view, List<FileView> files) {
        return new GenerationAnswer(
                view.id(),
                word(view.service()),
                word(view.status()),
                view.model(),
                view.provider(),
                view.conversationId().orElse(null),
                view.messageId().orElse(null),
                view.prompt().orElse(null),
                view.text().orElse(null),
                view.parameters().map(GenerationAnswer::json).orElse(null),
                answers(files),
                view.usage().map(Tokens::of).orElse(null),
                view.credits(),
                view.finishReason().orElse(null),
                view.errorCode().orElse(null),
                view.errorDetail().orElse(null),
                view.retries(),
                view.providerRequestId().orElse(null),
                view.latency().map(latency -> latency.toMillis()).orElse(null),
                view.createdAt(),
                view.completedAt().orElse(null));
    }

    static GenerationAnswer of(GenerationSummary summary, List<FileView> files) {
        return new GenerationAnswer(
                summary.id(),
                word(summary.service()),
                word(summary.status()),
                summary.model(),
                summary.provider(),
                summary.conversationId().orElse(null),
                summary.messageId().orElse(null),
                summary.prompt().orElse(null),
                summary.text().orElse(null),
                summary.parameters().map(GenerationAnswer::json).orElse(null),
                answers(files),
                summary.inputTokens()
                        .map(input -> Tokens.of(input, summary.outputTokens().orElse(0L)))
                        .orElse(null),
                summary.credits(),
                summary.finishReason().orElse(null),
                summary.errorCode().orElse(null),
                summary.errorDetail().orElse(null),
                null,
                null,
                summary.latency().map(latency -> latency.toMillis()).orElse(null),
                summary.createdAt(),
                summary.completedAt().orElse(null));
    }

    /** What was asked for beside the prompt; empty where nothing is kept of it. */
    public static JsonObject parameters(GenerationView view) {
        return view.parameters().map(GenerationAnswer::json).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static List<FileAnswer> answers(List<FileView> files) {
        return files.isEmpty() ? null : files.stream().map(FileAnswer::of).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
