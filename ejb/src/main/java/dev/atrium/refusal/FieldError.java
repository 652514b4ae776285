package dev.atrium.refusal;

import java.io.Serializable;
import java.util.Objects;

/**
 * What is wrong with one field of a request.
 *
 * @param field the path of the field as the client wrote it, such as {@code maxTokens} or {@code messages[2].role}
 * @param message what is wrong, to be read after the field's name: "must be at most 128000"
 */
public record FieldError(String field, String message) implements Serializable {

    public FieldError {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }
}
