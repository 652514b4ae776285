package dev.atrium.rest.file;

import dev.atrium.media.FileView;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file.
 *
 * @param mediaType as found in its bytes
 * @param bytes its size
 * @param url where its bytes are
 * @param thumbnailUrl where a smaller picture of it is; null where there is none
 * @param width in pixels, of pictures
 * @param duration in seconds, of sound
 */
@Schema(example = """
    {"id": "0193a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b", "name": "report.pdf", "mediaType": "application/pdf", "bytes": 52133,
     "purpose": "attachment", "url": "/api/files/0193a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b", "createdAt": "2026-11-22T12:00:00Z"}\
    """)
public record FileAnswer(
        UUID id,
        String name,
        String mediaType,
        long bytes,
        String purpose,
        String url,
        String thumbnailUrl,
        Integer width,
        Integer height,
        Double duration,
        Instant createdAt) {

    private static final double MILLIS = 1000;

    /** What is said of a file. */
    public static FileAnswer of(FileView view) {
        String url = "/api/files/" + view.id();
        return new FileAnswer(
                view.id(),
                view.name(),
                view.mediaType(),
                view.bytes(),
                view.purpose().name().toLowerCase(Locale.ROOT),
                url,
                view.thumbnail() ? url + "/thumbnail" : null,
                number(view.width()),
                number(view.height()),
                view.duration()
                        .map(Duration::toMillis)
                        .map(millis -> millis / MILLIS)
                        .orElse(null),
                view.createdAt());
    }

    private static Integer number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
