package dev.atrium.security;

import dev.atrium.persistence.workspace.WorkspaceRole;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Who makes a request, and in which workspace it acts. Whoever holds one may rely on it: the user is active and belongs to
 * the workspace.
 *
 * @param role what the user may do in the workspace
 * @param admin whether the user administers the whole organisation
 * @param tokenId the personal access token that the request came with; empty for sessions and short-lived tokens
 * @param address the client's network address, behind trusted proxies the one that they report
 */
public record Caller(
        UUID userId,
        UUID workspaceId,
        WorkspaceRole role,
        String email,
        boolean admin,
        Optional<UUID> tokenId,
        String address,
        Channel channel) {

    /** How a request proves who makes it. */
    public enum Channel {
        /** By the session of the portal. */
        SESSION,
        /** By a bearer token. */
        BEARER
    }

    public Caller {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(channel, "channel");
    }
}
