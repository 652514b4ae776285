package dev.atrium.transcription;

import java.util.Objects;
import java.util.Optional;

/**
 * How somebody wants a recording to be transcribed.
 *
 * @param provider the provider to ask; without one the first that offers the model
 * @param language the language spoken, by ISO 639-1; the model finds it out without it
 * @param timestamps {@code none}, {@code segment} or {@code word}; what the model has without it
 * @param prompt words that help: names, the text before
 */
public record TranscribeCommand(
        String model,
        Optional<String> provider,
        Optional<String> language,
        Optional<String> timestamps,
        Optional<String> prompt) {

    public TranscribeCommand {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(timestamps, "timestamps");
        Objects.requireNonNull(prompt, "prompt");
    }

    /** The same with other times. */
    TranscribeCommand timed(String other) {
        return new TranscribeCommand(model, provider, language, Optional.of(other), prompt);
    }
}
