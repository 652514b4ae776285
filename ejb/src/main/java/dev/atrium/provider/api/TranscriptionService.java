package dev.atrium.provider.api;

import java.util.concurrent.CompletionStage;

/**
 * Text from speech. One implementation for each vendor's wire format that has any; it is stateless, called without a
 * transaction, and guards its own calls with retry, circuit breaker, bulkhead and timeout.
 */
public interface TranscriptionService {

    /** The wire format that this implementation speaks. */
    Vendor vendor();

    /** What the model takes; of a model that is not known, what its kind usually takes. */
    TranscriptionAbilities abilities(String model);

    /**
     * Sends the file, from disk as it goes, and asks for the whole text.
     *
     * @return fails with a {@link ProviderException}, and only with that
     */
    CompletionStage<TranscriptionResult> transcribe(TranscriptionRequest request, ProviderEndpoint endpoint);
}
