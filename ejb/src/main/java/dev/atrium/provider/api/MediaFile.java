package dev.atrium.provider.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a provider sent as a file: an image, a sound. It lies among the temporary files of this server and belongs to whoever
 * gets it: moved to where it is kept, or deleted by {@link #close}.
 *
 * @param contentType what the provider calls it, such as {@code image/png}; not to be trusted beyond that
 */
public record MediaFile(Path path, long sizeBytes, String contentType) implements Closeable {

    public MediaFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(contentType, "contentType");
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("A size is not negative");
        }
    }

    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /** The same file by another name of its type. */
    public MediaFile as(String otherContentType) {
        return new MediaFile(path, sizeBytes, otherContentType);
    }

    /** Deletes the file, unless it was moved away. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
