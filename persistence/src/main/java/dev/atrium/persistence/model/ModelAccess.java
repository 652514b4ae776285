package dev.atrium.persistence.model;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whom a model is for: for everyone, unless it names workspaces or plans. */
public record ModelAccess(Set<UUID> workspaces, Set<UUID> plans) {

    public static final ModelAccess EVERYONE = new ModelAccess(Set.of(), Set.of());

    public ModelAccess {
        workspaces = Set.copyOf(workspaces);
        plans = Set.copyOf(plans);
    }

    /** Whether a workspace with this plan may see and use the model. */
    public boolean allows(UUID workspaceId, Optional<UUID> planId) {
        boolean open = workspaces.isEmpty() && plans.isEmpty();
        return open
                || workspaces.contains(workspaceId)
                || planId.map(plans::contains).orElse(false);
    }
}
