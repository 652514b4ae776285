package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of a generation, after it was stored and charged. */
public sealed interface Outcome {

    /**
     * There is an answer, possibly one that the user cut short.
     *
     * @param product what was made beside text
     * @param credits what was charged
     * @param answeredBy the model and provider that answered
     * @param fallback whether these are others than those that were asked for
     */
    record Settled(
            String text,
            String reasoning,
            Optional<Product> product,
            FinishReason finishReason,
            Usage usage,
            Credits credits,
            AnsweredBy answeredBy,
            boolean fallback,
            Instant completedAt)
            implements Outcome {

        /** The tokens that were used; empty where something else is counted. */
        public Optional<TokenUsage> tokens() {
            return usage instanceof TokenUsage tokens ? Optional.of(tokens) : Optional.empty();
        }
    }

    /** A model by its name and its provider. */
    record AnsweredBy(String name, String provider) {}

    /**
     * It failed, and nothing was charged.
     *
     * @param retryAfter how long to wait before trying again is of use; empty where nobody knows
     */
    record Failed(ErrorCode code, String detail, Optional<Duration> retryAfter) implements Outcome {

        public Failed(ErrorCode code, String detail) {
            this(code, detail, Optional.empty());
        }

        /** The failure as a refusal of the request. */
        public Refusal refusal() {
            return retryAfter.map(wait -> Refusal.later(code, wait, detail)).orElseGet(() -> new Refusal(code, detail));
        }
    }
}
