package dev.atrium.transcription;

import dev.atrium.generation.Product;
import dev.atrium.media.FileView;
import dev.atrium.provider.api.TranscriptionResult;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a recording.
 *
 * @param recording empty when its user has deleted it since
 */
public record Transcribed(TranscriptionResult transcript, Optional<FileView> recording) implements Product {

    public Transcribed {
        Objects.requireNonNull(transcript, "transcript");
        Objects.requireNonNull(recording, "recording");
    }
}
