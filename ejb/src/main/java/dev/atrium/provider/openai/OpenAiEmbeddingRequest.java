package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The body of {@code POST /embeddings}. What is null is not sent. */
public record OpenAiEmbeddingRequest(
        String model,
        List<String> input,
        Integer dimensions,
        @JsonbProperty("encoding_format") String encodingFormat) {}
