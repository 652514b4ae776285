package dev.atrium.provider.api;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * The tools that a model may ask for.
 *
 * @param available none leaves the model without tools
 * @param parallel whether the model may ask for several at once
 */
public record Tools(List<Tool> available, Choice choice, boolean parallel) {

    public static final Tools NONE = new Tools(List.of(), Mode.AUTO, true);

    /**
     * A tool.
     *
     * @param name letters, digits, underscores and hyphens, at most 64 of them
     * @param description when to use it and what for; may be empty
     * @param parameters the JSON schema of the arguments, which are an object
     */
    public record Tool(String name, String description, JsonObject parameters) {
        public Tool {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(parameters, "parameters");
        }
    }

    /** Whether the model is to call a tool. */
    public sealed interface Choice {}

    /** A choice that names no tool. */
    public enum Mode implements Choice {
        /** As the model likes. */
        AUTO,
        /** No tool, though there are some. */
        NONE,
        /** At least one. */
        REQUIRED
    }

    /** Just this one. */
    public record Named(String name) implements Choice {
        public Named {
            Objects.requireNonNull(name, "name");
        }
    }

    public Tools {
        available = List.copyOf(available);
        Objects.requireNonNull(choice, "choice");
    }

    /** Tools that the model uses as it likes. */
    public static Tools of(Tool... available) {
        return new Tools(List.of(available), Mode.AUTO, true);
    }

    public boolean isEmpty() {
        return available.isEmpty();
    }

    /** The same tools with another choice. */
    public Tools choosing(Choice other) {
        return new Tools(available, other, parallel);
    }

    /** Whether the model has to call a tool. */
    public boolean isForced() {
        return !isEmpty() && (choice == Mode.REQUIRED || choice instanceof Named);
    }
}
