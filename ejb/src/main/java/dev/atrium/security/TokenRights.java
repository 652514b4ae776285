package dev.atrium.security;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a personal access token lets its bearer do.
 *
 * @param workspaceId the only workspace that it acts in; empty for all of the user's
 * @param models the only models that it reaches; empty for all
 */
public record TokenRights(UUID id, Optional<UUID> workspaceId, Set<Scope> scopes, Set<String> models) {

    public TokenRights {
        scopes = Set.copyOf(scopes);
        models = Set.copyOf(models);
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    public boolean reaches(String model) {
        return models.isEmpty() || models.contains(model);
    }

    /** Whether it may be used in a workspace. */
    public boolean actsIn(UUID workspace) {
        return workspaceId.isEmpty() || workspaceId.get().equals(workspace);
    }
}
