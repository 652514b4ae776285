package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A generation as people see it.
 *
 * @param parameters as a JSON object
 * @param retries how often a provider was asked anew
 * @param providerRequestId the provider's id of the latest try; for administrators, who may have to ask its support
 */
public record GenerationView(
        UUID id,
        Generation.Service service,
        Generation.Status status,
        String model,
        String provider,
        Optional<UUID> conversationId,
        Optional<UUID> messageId,
        Optional<String> prompt,
        Optional<String> text,
        Optional<String> parameters,
        Optional<Generation.Usage> usage,
        Credits credits,
        Optional<String> finishReason,
        Optional<String> errorCode,
        Optional<String> errorDetail,
        Optional<Duration> latency,
        int retries,
        Optional<String> providerRequestId,
        Instant createdAt,
        Optional<Instant> completedAt) {

    static GenerationView of(Generation generation, boolean forAdmin) {
        return new GenerationView(
                generation.id(),
                generation.service(),
                generation.status(),
                generation.model(),
                generation.provider(),
                generation.conversationId(),
                generation.messageId(),
                generation.prompt(),
                generation.answer(),
                generation.parameters(),
                generation.usage(),
                generation.credits(),
                generation.finishReason(),
                generation.errorCode(),
                generation.errorDetail(),
                generation.latency(),
                generation.retries(),
                forAdmin ? generation.providerRequestId() : Optional.empty(),
                generation.createdAt(),
                generation.completedAt());
    }
}
