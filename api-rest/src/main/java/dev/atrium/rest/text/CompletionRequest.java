package dev.atrium.rest.text;

import dev.atrium.preset.PresetPrompt;
import dev.atrium.refusal.Refusal;
import dev.atrium.text.CompletionService.Completion;
import dev.atrium.text.TextOptions;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A prompt, or a preset that makes one.
 *
 * @param presetId the preset to use; what the request says itself goes before what the preset says
 * @param variables the values of the preset's variables by their names
 */
@GivenOrPreset({"model", "prompt"})
@Schema(example = """
    {"model": "gpt-4o", "prompt": "Write a haiku", "temperature": 0.7, "maxTokens": 500, "stream": false}\
    """)
public record CompletionRequest(
        String model,
        String provider,
        String prompt,
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
        List<@NotEmpty(message = "must not be empty") String> stop,

        UUID presetId,
        Map<String, Object> variables) {

    /** @param preset what the preset says, where one is used */
    public Completion completion(Optional<PresetPrompt> preset, boolean streamed) {
        TextOptions options = Sampling.options(temperature, topP, maxTokens, stop);
        return new Completion(
                given(model)
                        .or(() -> preset.flatMap(PresetPrompt::model))
                        .orElseThrow(() -> Refusal.invalid("model", "must be given, since the preset names none")),
                Optional.ofNullable(provider),
                Optional.ofNullable(system).or(() -> preset.flatMap(PresetPrompt::system)),
                preset.map(used -> used.followedBy(given(prompt))).orElse(prompt),
                preset.map(used -> options.orElse(used.parameters())).orElse(options),
                streamed);
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }
}
