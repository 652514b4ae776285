package dev.atrium.provider.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A form with files (RFC 7578), which are read from disk when it is sent, each time that it is. */
public final class MultipartForm {

    private final String boundary = "atrium-" + UUID.randomUUID();
    private final List<Part> parts = new ArrayList<>();

    /** A part: a text, or the file of that name and type. */
    record Part(String name, String text, Path file, String fileName, String contentType) {

        boolean isFile() {
            return file != null;
        }
    }

    public MultipartForm text(String name, String value) {
        parts.add(new Part(name, Objects.requireNonNull(value, name), null, null, null));
        return this;
    }

    /** Adds a text if there is one. */
    public MultipartForm text(String name, Optional<String> value) {
        value.ifPresent(text -> text(name, text));
        return this;
    }

    public MultipartForm file(String name, Path file, String fileName, String contentType) {
        parts.add(new Part(
                name,
                null,
                Objects.requireNonNull(file, "file"),
                Objects.requireNonNull(fileName, "fileName"),
                Objects.requireNonNull(contentType, "contentType")));
        return this;
    }

    List<Part> parts() {
        return parts;
    }

    String boundary() {
        return boundary;
    }
}
