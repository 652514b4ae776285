package dev.atrium.provider.google;

import jakarta.json.JsonArray;
import java.util.List;

/** The answer of {@code :batchEmbedContents}, in the order of the texts. */
public record GoogleEmbeddings(List<Embedding> embeddings, Usage usageMetadata) {

    /** One vector. */
    public record Embedding(JsonArray values) {}

    /** The tokens of all texts; older models are silent about them. */
    public record Usage(Long promptTokenCount) {}
}
