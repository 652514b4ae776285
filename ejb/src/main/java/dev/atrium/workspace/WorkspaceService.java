package dev.atrium.workspace;

import dev.atrium.credit.CreditLedger;
import dev.atrium.persistence.credit.Balance;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** The workspaces of a user. */
@Stateless
public class WorkspaceService {

    @Inject
    private WorkspaceRepository workspaces;

    @Inject
    private CreditLedger ledger;

    /** The workspace that the caller acts in. */
    public WorkspaceView current(Caller caller) {
        return get(caller, caller.workspaceId());
    }

    /** @throws Refusal {@code NOT_FOUND} when the caller does not belong to it */
    public WorkspaceView get(Caller caller, UUID workspaceId) {
        return workspaces
                .find(workspaceId)
                .map(workspace -> view(caller, workspace))
                .orElseThrow(() -> Refusal.notFound("workspace"));
    }

    /** Whether another model may answer for the caller's workspace when the one that was asked for fails. */
    public boolean fallbackAllowed(Caller caller) {
        return workspaces
                .find(caller.workspaceId())
                .map(Workspace::fallbackAllowed)
                .orElseThrow(() -> Refusal.notFound("workspace"));
    }

    /**
     * Decides whether another model may answer when the one that was asked for fails.
     *
     * @throws Refusal {@code FORBIDDEN} when the caller is neither owner nor administrator of the workspace
     */
    public WorkspaceView allowFallback(Caller caller, UUID workspaceId, boolean allowed) {
        Workspace workspace = workspaces.find(workspaceId).orElseThrow(() -> Refusal.notFound("workspace"));
        WorkspaceView before = view(caller, workspace);
        if (!before.role().mayAdminister()) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN, "Only owners and administrators of a workspace change its settings.");
        }
        workspace.allowFallback(allowed);
        return view(caller, workspace);
    }

    private WorkspaceView view(Caller caller, Workspace workspace) {
        Membership membership = workspaces
                .findMembership(workspace.id(), caller.userId())
                .orElseThrow(() -> Refusal.notFound("workspace"));
        Balance balance = ledger.balance(workspace.id());
        boolean low = balance.available().compareTo(workspace.lowCreditMark()) <= 0;
        return new WorkspaceView(
                workspace.id(),
                workspace.name(),
                workspace.personal(),
                membership.role(),
                balance,
                low,
                workspace.fallbackAllowed());
    }
}
