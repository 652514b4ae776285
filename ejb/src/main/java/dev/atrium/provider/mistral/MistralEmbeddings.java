package dev.atrium.provider.mistral;

import jakarta.json.JsonArray;
import java.util.List;

/** The answer of {@code POST /embeddings}. */
public record MistralEmbeddings(List<Embedding> data, MistralUsage usage) {

    /** The vector of the input with this index. */
    public record Embedding(int index, JsonArray embedding) {}
}
