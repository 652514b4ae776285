package dev.atrium.rest.image;

import dev.atrium.image.ImageCommand;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Images that are to be made.
 *
 * @param size one of the model's {@code sizes}; absent for the first of them, as for quality and style
 * @param count 1 where absent
 */
@Schema(example = """
    {"model": "chatgpt-image-latest", "prompt": "A fox in the snow", "size": "1024x1024", "quality": "medium", "count": 1}\
    """)
public record ImageRequest(
        @NotBlank(message = "must be given") String model,
        String provider,
        @NotBlank(message = "must be given") String prompt,
        String size,
        String quality,
        String style,
        Integer count) {

    public ImageCommand command() {
        return new ImageCommand(
                model,
                Optional.ofNullable(provider),
                prompt,
                Optional.ofNullable(size),
                Optional.ofNullable(quality),
                Optional.ofNullable(style),
                count == null ? 1 : count);
    }
}
