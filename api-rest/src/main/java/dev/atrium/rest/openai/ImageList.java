package dev.atrium.rest.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Images.
 *
 * @param created in seconds since 1970
 * @param outputFormat in which they are, such as {@code png}
 * @param size of the images as they are
 */
public record ImageList(
        long created,
        List<Image> data,
        @JsonbProperty("output_format") String outputFormat,
        String size) {

    /**
     * One image: itself or its address.
     *
     * @param revisedPrompt what the provider made of the prompt; absent where it says nothing
     */
    @Schema(name = "GeneratedImage")
    public record Image(
            @JsonbProperty("b64_json") String base64,
            String url,
            @JsonbProperty("revised_prompt") String revisedPrompt) {}
}
