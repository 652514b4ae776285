package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The answer of {@code POST /images/generations}. */
public record OpenAiImages(
        List<Image> data, @JsonbProperty("output_format") String outputFormat, Usage usage) {

    /** An image: a file in it, or the address of one. */
    public record Image(
            @JsonbProperty("b64_json") String file,
            String url,
            @JsonbProperty("revised_prompt") String revisedPrompt) {}

    /** The tokens, of models that are billed by them. */
    public record Usage(
            @JsonbProperty("input_tokens") Long inputTokens,
            @JsonbProperty("output_tokens") Long outputTokens) {}
}
