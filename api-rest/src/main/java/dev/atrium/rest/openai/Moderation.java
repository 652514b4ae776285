package dev.atrium.rest.openai;

import dev.atrium.generation.Outcome;
import dev.atrium.moderation.Verdicts;
import dev.atrium.provider.api.ModerationResult.Verdict;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider thinks of texts, in their order. */
public record Moderation(String id, String model, List<Result> results) {

    /**
     * What it thinks of a text.
     *
     * @param categories by the provider's own names, whether each applies
     * @param scores by the same names, from 0 to 1
     */
    @Schema(name = "ModerationResult")
    public record Result(
            boolean flagged,
            Map<String, Boolean> categories,
            @JsonbProperty("category_scores") Map<String, Double> scores) {

        static Result of(Verdict verdict) {
            return new Result(verdict.flagged(), verdict.categories(), verdict.scores());
        }
    }

    static Moderation of(UUID id, Outcome.Settled settled) {
        Verdicts verdicts = (Verdicts) settled.product().orElseThrow();
        return new Moderation(
                "modr-" + id.toString().replace("-", ""),
                settled.answeredBy().name(),
                verdicts.verdicts().stream().map(Result::of).toList());
    }
}
