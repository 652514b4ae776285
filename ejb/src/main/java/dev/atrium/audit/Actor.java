package dev.atrium.audit;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Who did something.
 *
 * @param userId empty for a stranger, and for the application itself
 * @param workspaceId where
 * @param address the network address from where
 */
public record Actor(Optional<UUID> userId, Optional<UUID> workspaceId, Optional<String> address) {

    public Actor {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(address, "address");
    }

    /** Somebody who is not signed in. */
    public static Actor stranger(String address) {
        return new Actor(Optional.empty(), Optional.empty(), Optional.of(address));
    }

    /** A user outside of any workspace. */
    public static Actor of(UUID userId, String address) {
        return new Actor(Optional.of(userId), Optional.empty(), Optional.of(address));
    }

    /** The same in a workspace that was acted upon. */
    public Actor in(UUID workspace) {
        return new Actor(userId, Optional.of(workspace), address);
    }
}
