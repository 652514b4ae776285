package dev.atrium.provider.api;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a call goes and with which key. Two are equal that lead to the same place with the same key.
 *
 * @param provider the name of the provider in Atrium, such as {@code openai} or that of a compatible endpoint
 * @param baseUrl the base address, version path included, without a slash at the end
 * @param apiKey the secret key; empty for servers that need none
 * @param log what is told of the calls; empty when nobody asks
 */
public record ProviderEndpoint(String provider, URI baseUrl, String apiKey, Optional<CallLog> log) {

    public ProviderEndpoint {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(log, "log");
    }

    public ProviderEndpoint(String provider, URI baseUrl, String apiKey) {
        this(provider, baseUrl, apiKey, Optional.empty());
    }

    /** The same place for calls that are written down here. */
    public ProviderEndpoint loggedIn(CallLog callLog) {
        return new ProviderEndpoint(provider, baseUrl, apiKey, Optional.of(callLog));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProviderEndpoint endpoint
                && provider.equals(endpoint.provider)
                && baseUrl.equals(endpoint.baseUrl)
                && apiKey.equals(endpoint.apiKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(provider, baseUrl, apiKey);
    }

    /** Leaves the key out, since this text ends up in logs. */
    @Override
    public String toString() {
        return provider + " at " + baseUrl;
    }
}
