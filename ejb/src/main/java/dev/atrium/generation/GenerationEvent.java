package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What listeners of a generation are told: one start, any number of pieces, and one end. */
public sealed interface GenerationEvent {

    /** The generation has begun: everything is reserved, the provider that was asked for is being asked. */
    record Start(UUID generationId, Optional<Order.Turn> turn, String model, String provider)
            implements GenerationEvent {}

    /** A piece of the answer. */
    record Chunk(String content) implements GenerationEvent {}

    /** A piece of the model's visible thinking. */
    record Reasoning(String content) implements GenerationEvent {}

    /** The model asks for a tool; the call is whole. */
    record ToolCalled(ToolCall call) implements GenerationEvent {}

    /**
     * The end that was hoped for, or that the user made; all of it is stored and charged.
     *
     * @param model the model that answered
     * @param fallback whether it is another, or at another provider, than the start named
     */
    record Done(
            Optional<UUID> messageId,
            FinishReason finishReason,
            Usage usage,
            Credits credits,
            String model,
            String provider,
            boolean fallback)
            implements GenerationEvent {

        /** The tokens that were used; empty where something else is counted. */
        public Optional<TokenUsage> tokens() {
            return usage instanceof TokenUsage tokens ? Optional.of(tokens) : Optional.empty();
        }
    }

    /** The generation failed; what arrived before is kept and nothing is charged. */
    record Failed(ErrorCode code, String detail, Optional<Duration> retryAfter) implements GenerationEvent {

        public Failed(ErrorCode code, String detail) {
            this(code, detail, Optional.empty());
        }

        /** The failure as a refusal of the request. */
        public Refusal refusal() {
            return retryAfter.map(wait -> Refusal.later(code, wait, detail)).orElseGet(() -> new Refusal(code, detail));
        }
    }

    /** The end that an outcome is to listeners. */
    static GenerationEvent last(Optional<Order.Turn> turn, Outcome outcome) {
        if (outcome instanceof Outcome.Settled settled) {
            return new Done(
                    turn.map(Order.Turn::messageId),
                    settled.finishReason(),
                    settled.usage(),
                    settled.credits(),
                    settled.answeredBy().name(),
                    settled.answeredBy().provider(),
                    settled.fallback());
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        return new Failed(failed.code(), failed.detail(), failed.retryAfter());
    }
}
