package dev.atrium.provider.api;

import java.util.concurrent.CompletionStage;

/**
 * Text from a language model. One implementation for each vendor's wire format; it is stateless, called without a
 * transaction, and guards its own calls with retry, circuit breaker, bulkhead and timeouts.
 *
 * <p>Both operations fail with a {@link ProviderException}, and only with that.
 */
public interface TextGenerationService {

    /** The wire format that this implementation speaks. */
    Vendor vendor();

    /**
     * Opens a streamed answer. The stage completes as soon as the provider has sent the first event that carries content or
     * the end of the answer, so whatever goes wrong before that fails the stage, and may have been retried. Afterwards nothing is
     * retried: what goes wrong then is the stream's last event.
     */
    CompletionStage<TextStream> open(TextRequest request, ProviderEndpoint endpoint);

    /** Asks for the whole answer at once. */
    CompletionStage<TextResult> generate(TextRequest request, ProviderEndpoint endpoint);
}
