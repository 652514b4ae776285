package dev.atrium.provider.mistral;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The body of {@code POST /embeddings}. What is null is not sent. */
public record MistralEmbeddingRequest(
        String model,
        List<String> input,
        @JsonbProperty("output_dimension") Integer outputDimension) {}
