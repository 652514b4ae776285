package dev.atrium.provider.google;

import java.util.List;

/** The body of {@code :batchEmbedContents}. What is null is not sent. */
public record GoogleEmbeddingRequest(List<Text> requests) {

    /** One text; it names the model again. */
    public record Text(String model, GoogleMediaRequest.Content content, Integer outputDimensionality) {}
}
