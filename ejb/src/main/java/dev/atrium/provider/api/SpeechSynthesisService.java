package dev.atrium.provider.api;

import java.util.concurrent.CompletionStage;

/**
 * Speech from a model. One implementation for each vendor's wire format that has any; it is stateless, called without a
 * transaction, and guards its own calls with retry, circuit breaker, bulkhead and timeout.
 */
public interface SpeechSynthesisService {

    /** The wire format that this implementation speaks. */
    Vendor vendor();

    /** What the model takes; of a model that is not known, what its kind usually takes. */
    SpeechAbilities abilities(String model);

    /**
     * Asks for the whole sound. A call whose outcome is not known is not made again, as with {@link ImageGenerationService}.
     *
     * @return fails with a {@link ProviderException}, and only with that; the file belongs to the caller
     */
    CompletionStage<SpeechResult> speak(SpeechRequest request, ProviderEndpoint endpoint);
}
