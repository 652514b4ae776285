package dev.atrium.transcription;

import dev.atrium.provider.api.TranscriptionAbilities;
import dev.atrium.provider.api.TranscriptionRequest.Granularity;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can be chosen of a model's transcriptions.
 *
 * @param timestamps the words for what has times, the usual one first
 * @param prompt whether words can be given that help
 */
public record TranscriptionChoices(List<String> timestamps, boolean prompt) {

    private static final String NONE = "none";

    public static TranscriptionChoices of(TranscriptionAbilities abilities) {
        Stream<String> times = Stream.of(Granularity.values())
                .filter(abilities.timestamps()::contains)
                .map(granularity -> granularity.name().toLowerCase(Locale.ROOT));
        return new TranscriptionChoices(Stream.concat(times, Stream.of(NONE)).toList(), abilities.prompt());
    }

    /** What is asked for, with the usual where nothing was said. */
    record Chosen(
            Optional<String> language, String timestamps, Set<Granularity> granularities, Optional<String> prompt) {}

    /**
     * Fits a command to the model.
     *
     * @throws Refusal {@code INVALID_REQUEST} with every field that does not fit and what it may be
     */
    Chosen choose(TranscribeCommand command) {
        List<FieldError> errors = new ArrayList<>();
        if (command.language().filter(language -> !language.matches("[a-z]{2}")).isPresent()) {
            errors.add(new FieldError("language", "must be the two letters of a language by ISO 639-1, such as en"));
        }
        String wanted = command.timestamps().orElse(timestamps.get(0));
        if (!timestamps.contains(wanted)) {
            errors.add(new FieldError(
                    "timestamps",
                    "must be one of " + String.join(", ", timestamps) + " for " + command.model() + ", not " + wanted));
        }
        if (command.prompt().isPresent() && !prompt) {
            errors.add(new FieldError("prompt", "cannot be given to " + command.model()));
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return new Chosen(command.language(), wanted, granularities(wanted), command.prompt());
    }

    /** Who wants words can use segments as well, to show them. */
    private Set<Granularity> granularities(String wanted) {
        Set<Granularity> granularities = EnumSet.noneOf(Granularity.class);
        if (!wanted.equals(NONE)) {
            granularities.add(Granularity.valueOf(wanted.toUpperCase(Locale.ROOT)));
            if (timestamps.contains("segment")) {
                granularities.add(Granularity.SEGMENT);
            }
        }
        return granularities;
    }
}
