package dev.atrium.provider.api;

import java.util.concurrent.CompletionStage;

/**
 * Judgement of texts by a provider's policy. One implementation for each vendor's wire format that has any; it is stateless,
 * called without a transaction, and guards its own calls with retry, circuit breaker, bulkhead and timeout.
 */
public interface ModerationService {

    /** The wire format that this implementation speaks. */
    Vendor vendor();

    /**
     * Asks for a verdict on each input.
     *
     * @return fails with a {@link ProviderException}, and only with that
     */
    CompletionStage<ModerationResult> moderate(ModerationRequest request, ProviderEndpoint endpoint);
}
