package dev.atrium.provider.admin;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint that speaks OpenAI's format, as administrators see it.
 *
 * @param configured whether it stands in the configuration, where alone it can be changed
 * @param last4 the end of its key; empty for a server that needs none
 */
public record EndpointView(
        String name,
        URI baseUrl,
        Optional<String> last4,
        List<String> models,
        boolean configured,
        Optional<Instant> createdAt) {}
