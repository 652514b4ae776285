package dev.atrium.rest.openai;

import dev.atrium.image.ImageCommand;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Images that are to be made.
 *
 * @param n how many, 1 where absent
 * @param size {@code auto} for the usual one, as for the quality
 * @param responseFormat {@code b64_json} for the images themselves, or {@code url} for their addresses here, where the same token opens them
 */
@Schema(example = """
    {"model": "gpt-image-1-mini", "prompt": "A fox in the snow", "size": "1024x1024", "quality": "medium", "n": 1}\
    """)
public record CreateImageRequest(
        @NotBlank(message = "must be given") String model,
        @NotBlank(message = "must be given") String prompt,
        Integer n,
        String size,
        String quality,
        String style,

        @JsonbProperty("response_format") @Pattern(regexp = "b64_json|url", message = "must be b64_json or url")
        String responseFormat,

        @AssertFalse(message = "must be false: images come whole")
        Boolean stream) {

    boolean asAddresses() {
        return "url".equals(responseFormat);
    }

    ImageCommand command() {
        return new ImageCommand(
                model,
                Optional.empty(),
                prompt,
                Given.choice(size),
                Given.choice(quality),
                Given.choice(style),
                n == null ? 1 : n);
    }
}
