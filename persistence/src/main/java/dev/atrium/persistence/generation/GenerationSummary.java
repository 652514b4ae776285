package dev.atrium.persistence.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.Generation.Service;
import dev.atrium.persistence.generation.Generation.Status;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A generation in a list, without the whole of its texts, which may be long.
 *
 * @param prompt how the prompt, or the question in a conversation, begins
 * @param text how a transcript begins; empty for what has another page to be read on
 * @param parameters as a JSON object
 * @param inputTokens empty where other units are paid, while it runs, and when it failed; so is {@code outputTokens}
 */
public record GenerationSummary(
        UUID id,
        Service service,
        Status status,
        String model,
        String provider,
        Optional<UUID> conversationId,
        Optional<UUID> messageId,
        Optional<String> prompt,
        Optional<String> text,
        Optional<String> parameters,
        Optional<Long> inputTokens,
        Optional<Long> outputTokens,
        Credits credits,
        Optional<String> finishReason,
        Optional<String> errorCode,
        Optional<String> errorDetail,
        Optional<Duration> latency,
        Instant createdAt,
        Optional<Instant> completedAt) {

    static final String SELECT = """
            SELECT g.id, g.service, g.status, g.model, g.provider, g.conversation_id, g.message_id,
                left(coalesce(g.prompt, question.content), 200),
                CASE WHEN g.service = 'TRANSCRIPTION' THEN left(g.answer, 200) END, g.parameters, g.input_tokens, g.output_tokens, g.credits,
                g.finish_reason, g.error_code, g.error_detail, g.latency_ms, g.created_at, g.completed_at
            FROM generation g
                LEFT JOIN message answer ON answer.id = g.message_id
                LEFT JOIN message question ON question.id = answer.parent_id""";

    static GenerationSummary of(Object[] row) {
        return new GenerationSummary(
                (UUID) row[0],
                Service.valueOf((String) row[1]),
                Status.valueOf((String) row[2]),
                (String) row[3],
                (String) row[4],
                Optional.ofNullable((UUID) row[5]),
                Optional.ofNullable((UUID) row[6]),
                Optional.ofNullable((String) row[7]),
                Optional.ofNullable((String) row[8]),
                Optional.ofNullable((String) row[9]),
                Optional.ofNullable((Long) row[10]),
                Optional.ofNullable((Long) row[11]),
                Credits.ofMicro((Long) row[12]),
                Optional.ofNullable((String) row[13]),
                Optional.ofNullable((String) row[14]),
                Optional.ofNullable((String) row[15]),
                Optional.ofNullable((Long) row[16]).map(Duration::ofMillis),
                ((Timestamp) row[17]).toInstant(),
                Optional.ofNullable((Timestamp) row[18]).map(Timestamp::toInstant));
    }
}
