package dev.atrium.provider.api;

import java.util.concurrent.CompletionStage;

/**
 * The list of a provider's models. It costs nothing, so it also tells whether a key is accepted. One implementation for each vendor's wire
 * format; it is stateless, called without a transaction, and guards its own calls with retry and timeout.
 */
public interface ModelListService {

    /** The wire format that this implementation speaks. */
    Vendor vendor();

    /**
     * Asks for all models that the key of the endpoint can reach.
     *
     * @return fails with a {@link ProviderException}, and only with that
     */
    CompletionStage<ModelListing> list(ProviderEndpoint endpoint);
}
