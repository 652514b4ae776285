package dev.atrium.provider.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Judgements.
 *
 * @param verdicts one for each input, in their order
 * @param usage the tokens, where the provider reports them
 */
public record ModerationResult(List<Verdict> verdicts, Optional<TokenUsage> usage) {

    /**
     * What a model thinks of a text.
     *
     * @param flagged whether any category applies
     * @param categories by the provider's own names, whether each applies
     * @param scores by the same names, from 0 to 1
     */
    public record Verdict(boolean flagged, Map<String, Boolean> categories, Map<String, Double> scores) {
        public Verdict {
            categories = Map.copyOf(categories);
            scores = Map.copyOf(scores);
        }
    }

    public ModerationResult {
        verdicts = List.copyOf(verdicts);
        Objects.requireNonNull(usage, "usage");
    }
}
