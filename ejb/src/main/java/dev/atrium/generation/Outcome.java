package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.refusal.ErrorCode;
import java.time.Instant;

/** What came of a generation, after it was stored and charged. */
public sealed interface Outcome {

    /**
     * There is an answer, possibly one that the user cut short.
     *
     * @param credits what was charged
     */
    record Settled(
            String text,
            String reasoning,
            FinishReason finishReason,
            TokenUsage usage,
            Credits credits,
            Instant completedAt)
            implements Outcome {}

    /** It failed, and nothing was charged. */
    record Failed(ErrorCode code, String detail) implements Outcome {}
}
