package dev.atrium.rest.text;

import dev.atrium.text.TextOptions;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;

/** How something is to be answered, as conversations and presets remember it. What is absent is left to the model. */
public record Parameters(
        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "2", message = "must be at most {value}")
        Double temperature,

        @DecimalMin(value = "0", message = "must be at least {value}")
        @DecimalMax(value = "1", message = "must be at most {value}")
        Double topP,

        @Min(value = 1, message = "must be at least {value}")
        Integer maxTokens,

        @Size(max = 4, message = "must have at most {max} entries")
        List<@NotEmpty(message = "must not be empty") String> stop) {

    public TextOptions options() {
        return Sampling.options(temperature, topP, maxTokens, stop);
    }

    public static Parameters of(TextOptions options) {
        return new Parameters(
                options.temperature().isPresent() ? options.temperature().getAsDouble() : null,
                options.topP().isPresent() ? options.topP().getAsDouble() : null,
                options.maxTokens().isPresent() ? options.maxTokens().getAsInt() : null,
                options.stop().isEmpty() ? null : options.stop());
    }
}
