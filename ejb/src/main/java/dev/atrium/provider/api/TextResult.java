package dev.atrium.provider.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A whole answer.
 *
 * @param text the answer, possibly empty
 * @param reasoning the model's visible thinking, possibly empty
 * @param usage what the provider reports; empty where it reports nothing
 */
public record TextResult(String text, String reasoning, FinishReason finishReason, Optional<TokenUsage> usage) {

    public TextResult {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(reasoning, "reasoning");
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(usage, "usage");
    }
}
