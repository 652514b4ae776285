package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;

/** The body of {@code POST /images/generations}. What is null is not sent; each family of models refuses what others take. */
public record OpenAiImageRequest(
        String model,
        String prompt,
        int n,
        String size,
        String quality,
        String style,
        @JsonbProperty("output_format") String outputFormat,
        @JsonbProperty("response_format") String responseFormat) {}
