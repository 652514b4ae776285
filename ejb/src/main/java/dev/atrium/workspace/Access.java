package dev.atrium.workspace;

import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Who may do what in which workspace. One that the caller does not belong to, or whose token is not for it, does not exist. */
@ApplicationScoped
class Access {

    @Inject
    private WorkspaceRepository workspaces;

    /** A workspace with the caller's place in it. */
    record Granted(Workspace workspace, Membership membership) {}

    Granted member(Caller caller, UUID workspaceId) {
        return workspaces
                .find(workspaceId)
                .map(workspace -> granted(caller, workspace))
                .orElseThrow(Access::none);
    }

    /** For administrators of the workspace, who are the only ones to change it or its members while they do. */
    Granted administrator(Caller caller, UUID workspaceId) {
        member(caller, workspaceId);
        Workspace workspace = workspaces.findForUpdate(workspaceId).orElseThrow(Access::none);
        Granted granted = granted(caller, workspace);
        if (!granted.membership().role().mayAdminister()) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "Only the owner and the administrators of a workspace change its settings and members.");
        }
        return granted;
    }

    private Granted granted(Caller caller, Workspace workspace) {
        if (!caller.token().map(rights -> rights.actsIn(workspace.id())).orElse(true)) {
            throw none();
        }
        return workspaces
                .findMembership(workspace.id(), caller.userId())
                .map(membership -> new Granted(workspace, membership))
                .orElseThrow(Access::none);
    }

    static Refusal none() {
        return Refusal.notFound("workspace");
    }
}
