package dev.atrium.rest.text;

import dev.atrium.text.CompletionService.Completion;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A prompt. */
@Schema(example = """
    {"model": "gpt-4o", "prompt": "Write a haiku", "temperature": 0.7, "maxTokens": 500, "stream": false}\
    """)
public record CompletionRequest(
        @NotBlank(message = "must be given") String model,
        String provider,
        @NotBlank(message = "must be given") String prompt,
        String system,
        Boolean stream,

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

    public Completion completion(boolean streamed) {
        return new Completion(
                model,
                Optional.ofNullable(provider),
                Optional.ofNullable(system),
                prompt,
                Sampling.options(temperature, topP, maxTokens, stop),
                streamed);
    }
}
