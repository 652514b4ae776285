package dev.atrium.rest.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * The model asks for a function.
 *
 * @param index its place among the calls of an answer, in a stream
 * @param extraContent what the provider wants to see again with the call
 */
public record ToolCallBody(
        Integer index,
        @NotBlank(message = "must be given") String id,
        String type,
        @NotNull(message = "must be given") @Valid CalledFunction function,
        @JsonbProperty("extra_content") ExtraContent extraContent) {

    /** @param arguments a JSON object as text */
    public record CalledFunction(
            @NotBlank(message = "must be given") String name, String arguments) {}

    /** As Gemini's own surface of this kind has it. */
    public record ExtraContent(Google google) {

        /** @param thoughtSignature opaque */
        public record Google(
                @JsonbProperty("thought_signature") String thoughtSignature) {}
    }
}
