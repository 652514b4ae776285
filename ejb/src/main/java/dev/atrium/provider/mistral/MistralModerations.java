package dev.atrium.provider.mistral;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Map;

/** The answer of {@code POST /moderations}; its results are in the order of the inputs. */
public record MistralModerations(List<Result> results, MistralUsage usage) {

    /** One judgement. */
    public record Result(
            Map<String, Boolean> categories,
            @JsonbProperty("category_scores") Map<String, Double> scores) {}
}
