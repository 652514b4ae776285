package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Map;

/** The answer of {@code POST /moderations}; its results are in the order of the inputs. */
public record OpenAiModerations(List<Result> results) {

    /** One judgement. A category that does not apply to the kind of input may be null. */
    public record Result(
            boolean flagged,
            Map<String, Boolean> categories,
            @JsonbProperty("category_scores") Map<String, Double> scores) {}
}
