package dev.atrium.persistence.model;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a model.
 *
 * @param capabilities among {@code text}, {@code image}, {@code speech}, {@code transcription}, {@code embedding}
 * @param inputModalities among {@code text}, {@code image}, {@code audio}, {@code video}, {@code pdf}
 * @param contextWindow in tokens, input and output together; 0 where a model has none, or it is not known
 * @param maxOutputTokens the most tokens of an answer; 0 as above
 * @param parameters the optional parameters that the model accepts: {@code temperature}, {@code topP}, {@code stop}
 * @param reasoning whether it thinks before it answers, which counts as output
 * @param replacedBy the model to use instead of a deprecated one
 * @param shutdownOn the day on which the provider ends it
 * @param choices what a model that makes images or sound lets people choose
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
        Optional<LocalDate> shutdownOn,
        MediaChoices choices) {

    /** Facts about a model with nothing to choose beside its parameters. */
    public ModelFacts(
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
            Optional<LocalDate> shutdownOn) {
        this(
                title,
                description,
                capabilities,
                inputModalities,
                contextWindow,
                maxOutputTokens,
                parameters,
                reasoning,
                status,
                replacedBy,
                shutdownOn,
                MediaChoices.NONE);
    }
}
