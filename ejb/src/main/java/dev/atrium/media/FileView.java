package dev.atrium.media;

import dev.atrium.persistence.media.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A file as its user sees it.
 *
 * @param mediaType as found in its bytes, without parameters
 * @param sha256 in hexadecimal digits
 * @param thumbnail whether there is a smaller picture of it
 * @param width in pixels, of pictures
 * @param duration of sound
 */
public record FileView(
        UUID id,
        StoredFile.Purpose purpose,
        String name,
        String mediaType,
        long bytes,
        String sha256,
        boolean thumbnail,
        OptionalInt width,
        OptionalInt height,
        Optional<Duration> duration,
        Instant createdAt) {

    /** What people may see of a file. */
    public static FileView of(StoredFile file) {
        return new FileView(
                file.id(),
                file.purpose(),
                file.name(),
                file.mediaType(),
                file.bytes(),
                HexFormat.of().formatHex(file.sha256()),
                file.thumbnail().isPresent(),
                file.width(),
                file.height(),
                file.duration(),
                file.createdAt());
    }
}
