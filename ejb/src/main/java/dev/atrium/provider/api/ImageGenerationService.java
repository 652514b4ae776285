package dev.atrium.provider.api;

import java.util.concurrent.CompletionStage;

/**
 * Images from a model. One implementation for each vendor's wire format that has any; it is stateless, called without a
 * transaction, and guards its own calls with retry, circuit breaker, bulkhead and timeout.
 */
public interface ImageGenerationService {

    /** The wire format that this implementation speaks. */
    Vendor vendor();

    /** What the model takes; of a model that is not known, what its kind usually takes. */
    ImageAbilities abilities(String model);

    /**
     * Asks for images. A call whose outcome is not known (the connection broke, the answer did not come in time) is not made
     * again, since the image may have been made and billed.
     *
     * @return fails with a {@link ProviderException}, and only with that; the files belong to the caller
     */
    CompletionStage<ImageResult> generate(ImageRequest request, ProviderEndpoint endpoint);
}
