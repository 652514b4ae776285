package dev.atrium.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The registry at one moment. What it remembers of workspaces goes with it.
 *
 * @param models by provider and name
 * @param endpoints those that administrators have added, by name
 */
public record RegistrySnapshot(
        long number,
        List<RegisteredModel> models,
        Map<String, ProviderDirectory.Provider> endpoints,
        Cache<UUID, Audience> audiences) {

    private static final long MAX_AUDIENCES = 10_000;

    RegistrySnapshot(long number, List<RegisteredModel> models, Map<String, ProviderDirectory.Provider> endpoints) {
        this(
                number,
                List.copyOf(models),
                Map.copyOf(endpoints),
                Caffeine.newBuilder().maximumSize(MAX_AUDIENCES).build());
    }
}
