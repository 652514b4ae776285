package dev.atrium.security;

import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks up who may act, in the database and at each request: a suspended user, a changed password and a lost membership
 * are effective at once.
 */
@Stateless
public class Identities {

    @Inject
    private UserRepository users;

    @Inject
    private WorkspaceRepository workspaces;

    /** The user of this id, unless suspended or deleted. */
    public Optional<ActiveUser> find(UUID userId) {
        return users.find(userId).flatMap(Identities::active);
    }

    /** The user of this id, if still of the credentials of this epoch. */
    public Optional<ActiveUser> find(UUID userId, int credentialsEpoch) {
        return find(userId).filter(user -> user.credentialsEpoch() == credentialsEpoch);
    }

    /** The user with this address, in any case, unless suspended or deleted. */
    public Optional<ActiveUser> findByEmail(String email) {
        return users.findByEmail(email).flatMap(Identities::active);
    }

    /**
     * The caller that a signed-in user is in the workspace that the request names, else in the user's current one.
     *
     * @throws Refusal {@code NOT_FOUND} when the user does not belong to the workspace, or it does not exist
     */
    public Caller caller(SignedInUser signedIn) {
        ActiveUser user = signedIn.user();
        Optional<UUID> bound = signedIn.token().flatMap(TokenRights::workspaceId);
        UUID workspaceId = signedIn.namedWorkspace()
                .map(Identities::workspaceId)
                .or(() -> bound)
                .or(user::currentWorkspace)
                .or(() ->
                        workspaces.findByMember(user.id()).stream().findFirst().map(Workspace::id))
                .orElseThrow(() -> Refusal.notFound("workspace"));
        Membership membership = workspaces
                .findMembership(workspaceId, user.id())
                .filter(found -> bound.map(workspaceId::equals).orElse(true))
                .filter(found -> workspaces.find(workspaceId).isPresent())
                .orElseThrow(() -> Refusal.notFound("workspace"));
        return new Caller(
                user.id(),
                workspaceId,
                membership.role(),
                user.email(),
                user.admin(),
                signedIn.token(),
                signedIn.address(),
                signedIn.channel());
    }

    private static UUID workspaceId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "X-Workspace-Id must be the id of a workspace.", e);
        }
    }

    private static Optional<ActiveUser> active(AppUser user) {
        return user.status() != AppUser.Status.ACTIVE
                ? Optional.empty()
                : Optional.of(new ActiveUser(
                        user.id(),
                        user.email(),
                        user.role() == AppUser.Role.ADMIN,
                        user.credentialsEpoch(),
                        user.currentWorkspaceId()));
    }
}
