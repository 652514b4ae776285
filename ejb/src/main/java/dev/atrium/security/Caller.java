package dev.atrium.security;

import dev.atrium.audit.Actor;
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
 * @param token the personal access token that the request came with; empty for sessions and short-lived tokens
 * @param address the client's network address, behind trusted proxies the one that they report
 */
public record Caller(
        UUID userId,
        UUID workspaceId,
        WorkspaceRole role,
        String email,
        boolean admin,
        Optional<TokenRights> token,
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
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(channel, "channel");
    }

    /** The id of the personal access token that the request came with. */
    public Optional<UUID> tokenId() {
        return token.map(TokenRights::id);
    }

    /** Whether the request may be answered by a model of this name; tokens may be for some only. */
    public boolean reaches(String model) {
        return token.map(rights -> rights.reaches(model)).orElse(true);
    }

    /** Who the audit log says it was. */
    public Actor actor() {
        return new Actor(Optional.of(userId), Optional.of(workspaceId), Optional.of(address));
    }
}
