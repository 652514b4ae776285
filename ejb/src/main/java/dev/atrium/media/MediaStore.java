package dev.atrium.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Iterator;

/**
 * Where the bytes of files are. A location is a path of names with slashes between them, made of small letters, digits, hyphens and dots; all
 * nodes see the same bytes under it. Nothing is ever half there: a location has all bytes of its file or does not exist.
 */
public interface MediaStore {

    /** Stores a file. When this returns, the bytes survive a loss of power. The spooled file is used up. */
    void put(String location, Spooled content) throws IOException;

    /**
     * Opens a part of a file.
     *
     * @param from the first byte
     * @param length how many bytes, at least 1 unless the file is empty
     * @throws java.nio.file.NoSuchFileException when there is none at this location
     */
    InputStream open(String location, long from, long length) throws IOException;

    /** Deletes a file; harmless where there is none. */
    void delete(String location) throws IOException;

    /**
     * All files, in the order of their locations' characters. Files that come or go meanwhile may be among them or not. What fails on the way
     * fails with an {@link java.io.UncheckedIOException}.
     */
    Iterator<Stored> list() throws IOException;

    /** A file in the store. */
    record Stored(String location, long bytes, Instant modifiedAt) {}
}
