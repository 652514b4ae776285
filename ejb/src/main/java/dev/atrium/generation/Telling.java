package dev.atrium.generation;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * A generation as it is told to whoever asked for it: while it runs, or again after it has ended.
 *
 * @param turn its place in a conversation; empty outside of conversations
 * @param events what listeners read
 * @param outcome completes after the generation was stored and charged; never exceptionally
 */
public record Telling(
        UUID generationId,
        Optional<Order.Turn> turn,
        String model,
        String provider,
        GenerationEvents events,
        CompletionStage<Outcome> outcome) {

    public Telling {
        Objects.requireNonNull(generationId, "generationId");
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(outcome, "outcome");
    }
}
