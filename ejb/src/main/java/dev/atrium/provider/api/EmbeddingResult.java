package dev.atrium.provider.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Embeddings.
 *
 * @param vectors one for each input, in their order; not to be changed
 * @param usage the input tokens, where the provider reports them
 */
public record EmbeddingResult(List<float[]> vectors, Optional<TokenUsage> usage) {

    public EmbeddingResult {
        vectors = List.copyOf(vectors);
        Objects.requireNonNull(usage, "usage");
    }
}
