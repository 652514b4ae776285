package dev.atrium.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that have arrived whole and lie in a file on this node until they are stored, or dropped: closing this deletes what is left.
 *
 * @param path where they are
 * @param bytes how many they are
 * @param sha256 their SHA-256, computed while they arrived
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Spooled(Path path, long bytes, byte[] sha256) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
