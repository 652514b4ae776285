package dev.atrium.provider.api;

import jakarta.json.JsonObject;
import java.util.Objects;

/** The form that an answer is to have. */
public sealed interface OutputFormat {

    /** Words of any form. */
    OutputFormat TEXT = new Text();

    /** A JSON object of any shape. OpenAI takes this only if a message mentions JSON; Anthropic not at all. */
    OutputFormat JSON = new Json();

    /** See {@link #TEXT}. */
    record Text() implements OutputFormat {}

    /** See {@link #JSON}. */
    record Json() implements OutputFormat {}

    /**
     * JSON of a given shape.
     *
     * @param name a name for the shape: letters, digits, underscores and hyphens, at most 64 of them
     * @param schema its JSON schema
     * @param strict whether the provider is to enforce it, which it may refuse to do for features of the schema that it does
     *     not know
     */
    record JsonSchema(String name, JsonObject schema, boolean strict) implements OutputFormat {
        public JsonSchema {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(schema, "schema");
        }
    }
}
