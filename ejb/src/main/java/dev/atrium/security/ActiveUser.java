package dev.atrium.security;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A user as of now, neither suspended nor deleted.
 *
 * @param admin whether the user administers the whole organisation
 * @param credentialsEpoch goes up when the password changes; sessions and tokens of an older epoch are void
 * @param currentWorkspace the workspace in which requests act that name none
 */
public record ActiveUser(UUID id, String email, boolean admin, int credentialsEpoch, Optional<UUID> currentWorkspace) {

    public ActiveUser {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(currentWorkspace, "currentWorkspace");
    }

    /** The same user with the rights of an administrator. */
    ActiveUser asAdmin() {
        return new ActiveUser(id, email, true, credentialsEpoch, currentWorkspace);
    }

    /** The groups of Jakarta Security and of the claim {@code groups}. */
    public Set<String> groups() {
        return admin ? Set.of(Groups.USER, Groups.ADMIN) : Set.of(Groups.USER);
    }
}
