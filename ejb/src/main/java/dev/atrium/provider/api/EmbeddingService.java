package dev.atrium.provider.api;

import java.util.concurrent.CompletionStage;

/**
 * Embeddings of texts. One implementation for each vendor's wire format that has any; it is stateless, called without a
 * transaction, and guards its own calls with retry, circuit breaker, bulkhead and timeout.
 */
public interface EmbeddingService {

    /** The wire format that this implementation speaks. */
    Vendor vendor();

    /**
     * Asks for the vectors of all inputs.
     *
     * @return fails with a {@link ProviderException}, and only with that
     */
    CompletionStage<EmbeddingResult> embed(EmbeddingRequest request, ProviderEndpoint endpoint);
}
