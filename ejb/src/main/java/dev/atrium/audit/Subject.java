package dev.atrium.audit;

import java.util.Objects;

/**
 * What something was done to.
 *
 * @param type such as {@code token}
 * @param id what it is known by
 */
public record Subject(String type, String id) {

    public Subject {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }

    public static Subject of(String type, Object id) {
        return new Subject(type, id.toString());
    }
}
