package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import java.time.Duration;
import java.util.Optional;

/**
 * One try of a provider call has ended, or was kept back.
 *
 * @param duration to the first content of a stream, or to the whole answer
 * @param failure empty for a success
 */
public record CallEnded(ProviderEndpoint endpoint, Duration duration, Optional<ProviderException> failure) {}
