package dev.atrium.persistence.model;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a model.
 *
 * @param capabilities among {@code text}, {@code image}, {@code speech}, {@code transcription}, {@code embedding}
 * @param inputModalities among {@code text}, {@code image}, {@code audio}, {@code video}, {@code pdf}
 * @param contextWindow in tokens, input and output together
 * @param maxOutputTokens the most tokens of an answer
 * @param parameters the optional parameters that the model accepts: {@code temperature}, {@code topP}, {@code stop}
 * @param reasoning whether it thinks before it answers, which counts as output
 * @param replacedBy the model to use instead of a deprecated one
 * @param shutdownOn the day on which the provider ends it
 */
public record ModelFacts(
        String title,
        String description,
        Set<String> capabilities,
        Set<String> inputModalities,
        int contextWindow,
        int maxOutputTokens,
        Set<String> parameters,
        boolean reasoning,
        AiModel.Status status,
        Optional<String> replacedBy,
        Optional<LocalDate> shutdownOn) {}
