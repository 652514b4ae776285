package dev.atrium.provider.api;

import java.io.Closeable;
import java.util.Objects;
import java.util.Optional;

/**
 * A spoken text.
 *
 * @param usage the tokens, where the provider reports them; most are silent, for they bill by characters
 */
public record SpeechResult(MediaFile audio, Optional<TokenUsage> usage) implements Closeable {

    public SpeechResult {
        Objects.requireNonNull(audio, "audio");
        Objects.requireNonNull(usage, "usage");
    }

    /** Deletes the file, unless it was moved away. */
    @Override
    public void close() {
        audio.close();
    }
}
