package dev.atrium.provider.api;

import java.net.URI;
import java.util.Objects;

/**
 * Where a call goes and with which key.
 *
 * @param provider the name of the provider in Atrium, such as {@code openai} or that of a compatible endpoint
 * @param baseUrl the base address, version path included, without a slash at the end
 * @param apiKey the secret key; empty for servers that need none
 */
public record ProviderEndpoint(String provider, URI baseUrl, String apiKey) {

    public ProviderEndpoint {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(apiKey, "apiKey");
    }

    /** Leaves the key out, since this text ends up in logs. */
    @Override
    public String toString() {
        return provider + " at " + baseUrl;
    }
}
