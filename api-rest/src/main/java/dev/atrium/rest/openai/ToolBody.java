package dev.atrium.rest.openai;

import jakarta.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tool that the model may ask for.
 *
 * @param type {@code function}
 */
public record ToolBody(
        @NotNull(message = "must be given")
        @Pattern(regexp = "function", message = "must be function: tools of other types cannot be offered")
        String type,

        @NotNull(message = "must be given") @Valid Function function) {

    /** @param parameters the JSON schema of the arguments; absent for a function without any */
    @Schema(name = "OfferedFunction")
    public record Function(
            @NotNull(message = "must be given")
            @Pattern(
                    regexp = "[A-Za-z0-9_-]{1,64}",
                    message = "must be letters, digits, underscores and hyphens, at most 64")
            String name,

            String description,
            JsonObject parameters) {}
}
