package dev.atrium.provider.api;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A request to write down what is said in a file, already fitted to the model: an option that the model does not take is absent,
 * see {@link TranscriptionAbilities}.
 *
 * @param model the provider's own id of the model
 * @param audio the file, which stays as it is
 * @param fileName the name under which it is sent; its extension tells providers the format
 * @param contentType such as {@code audio/mpeg}
 * @param language the language spoken, by ISO 639-1; absent leaves it to the model
 * @param prompt words that help: names, the text before
 * @param timestamps what times are wanted for
 * @param speakers whether the speakers are to be told apart
 */
public record TranscriptionRequest(
        String model,
        Path audio,
        String fileName,
        String contentType,
        Optional<String> language,
        Optional<String> prompt,
        Set<Granularity> timestamps,
        boolean speakers) {

    /** What carries times. */
    public enum Granularity {
        SEGMENT,
        WORD
    }

    public TranscriptionRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(audio, "audio");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(prompt, "prompt");
        timestamps = Set.copyOf(timestamps);
        if (!fileName.matches(".+\\.[A-Za-z0-9]{1,8}")) {
            throw new IllegalArgumentException("A file's name has an extension, which tells the provider its format");
        }
        if (language.isPresent() && !language.get().matches("[a-z]{2}")) {
            throw new IllegalArgumentException("A language is named by two letters (ISO 639-1)");
        }
    }
}
