package dev.atrium.provider;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whom models are shown to and used by.
 *
 * @param ownKeys the providers that the workspace has a key of its own for
 */
public record Audience(UUID workspaceId, Optional<UUID> planId, Set<String> ownKeys) {

    public Audience {
        ownKeys = Set.copyOf(ownKeys);
    }
}
