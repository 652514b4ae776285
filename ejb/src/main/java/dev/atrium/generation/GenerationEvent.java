package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.refusal.ErrorCode;
import java.util.Optional;
import java.util.UUID;

/** What listeners of a generation are told: one start, any number of pieces, and one end. */
public sealed interface GenerationEvent {

    /** The generation has begun: everything is reserved, the provider is being asked. */
    record Start(UUID generationId, Optional<Order.Turn> turn, String model, String provider)
            implements GenerationEvent {}

    /** A piece of the answer. */
    record Chunk(String content) implements GenerationEvent {}

    /** A piece of the model's visible thinking. */
    record Reasoning(String content) implements GenerationEvent {}

    /**
     * The end that was hoped for, or that the user made; all of it is stored and charged.
     *
     * @param fallback whether another model or provider answered than was asked for
     */
    record Done(
            Optional<UUID> messageId,
            FinishReason finishReason,
            TokenUsage usage,
            Credits credits,
            String model,
            String provider,
            boolean fallback)
            implements GenerationEvent {}

    /** The generation failed; what arrived before is kept and nothing is charged. */
    record Failed(ErrorCode code, String detail) implements GenerationEvent {}

    /** The end that an outcome is to listeners. */
    static GenerationEvent last(
            Optional<Order.Turn> turn, String model, String provider, boolean fallback, Outcome outcome) {
        if (outcome instanceof Outcome.Settled settled) {
            return new Done(
                    turn.map(Order.Turn::messageId),
                    settled.finishReason(),
                    settled.usage(),
                    settled.credits(),
                    model,
                    provider,
                    fallback);
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        return new Failed(failed.code(), failed.detail());
    }
}
