package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.provider.ModelOffer;
import dev.atrium.security.Caller;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be generated for whom, at which price.
 *
 * @param generationId the id that the generation will have
 * @param turn the place in a conversation that the answer will take; empty outside of conversations
 * @param prompt what is kept of the prompt outside of conversations; empty when nothing is
 * @param streamed whether the provider is asked for a stream
 */
public record Order(
        UUID generationId,
        Generation.Service service,
        Caller caller,
        ModelOffer offer,
        Tariff tariff,
        Optional<Turn> turn,
        Optional<String> prompt,
        boolean streamed) {

    public Order {
        Objects.requireNonNull(generationId, "generationId");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(tariff, "tariff");
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(prompt, "prompt");
    }

    /** Where in a conversation an answer belongs. */
    public record Turn(UUID conversationId, UUID userMessageId, UUID messageId) {}

    /** An id for a generation that is about to be ordered. */
    public static UUID newId() {
        return UuidV7.next();
    }
}
