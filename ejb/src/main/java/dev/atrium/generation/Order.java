package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.provider.ModelOffer;
import dev.atrium.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be generated for whom, and by whom.
 *
 * @param generationId the id that the generation will have
 * @param candidates who may carry it out: first what was asked for, then those to fall back to, in their order; never empty
 * @param turn the place in a conversation that the answer will take; empty outside of conversations
 * @param prompt what is kept of the prompt outside of conversations; empty when nothing is
 * @param parameters what is kept of the other parameters, as a JSON object; empty when nothing is
 * @param streamed whether the answer is to come in pieces
 */
public record Order(
        UUID generationId,
        Generation.Service service,
        Caller caller,
        List<Candidate> candidates,
        Optional<Turn> turn,
        Optional<String> prompt,
        Optional<String> parameters,
        boolean streamed) {

    public Order {
        Objects.requireNonNull(generationId, "generationId");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(parameters, "parameters");
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("Somebody has to carry it out");
        }
    }

    /** The model and provider that were asked for. */
    public ModelOffer offer() {
        return candidates.get(0).offer();
    }

    /** The most that it can cost, whoever carries it out in the end. */
    Credits worstCase() {
        return Candidate.worstCase(candidates);
    }

    /** Where in a conversation an answer belongs. */
    public record Turn(UUID conversationId, UUID userMessageId, UUID messageId) {}

    /** An id for a generation that is about to be ordered. */
    public static UUID newId() {
        return UuidV7.next();
    }
}
