package dev.atrium.rest.openai;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The form that an answer is to have.
 *
 * @param type {@code text}, {@code json_object} or {@code json_schema}
 * @param jsonSchema with the last of these
 */
public record ResponseFormat(
        @NotNull(message = "must be given")
        @Pattern(regexp = "text|json_object|json_schema", message = "must be text, json_object or json_schema")
        String type,

        @JsonbProperty("json_schema") @Valid JsonShape jsonSchema) {

    /** @param strict whether the provider is to enforce it */
    public record JsonShape(
            @NotNull(message = "must be given")
            @Pattern(
                    regexp = "[A-Za-z0-9_-]{1,64}",
                    message = "must be letters, digits, underscores and hyphens, at most 64")
            String name,

            JsonObject schema,
            Boolean strict) {}
}
