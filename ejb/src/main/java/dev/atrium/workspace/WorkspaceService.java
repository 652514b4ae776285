package dev.atrium.workspace;

import dev.atrium.credit.CreditLedger;
import dev.atrium.persistence.credit.Balance;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
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

    private WorkspaceView view(Caller caller, Workspace workspace) {
        Membership membership = workspaces
                .findMembership(workspace.id(), caller.userId())
                .orElseThrow(() -> Refusal.notFound("workspace"));
        Balance balance = ledger.balance(workspace.id());
        boolean low = balance.available().compareTo(workspace.lowCreditMark()) <= 0;
        return new WorkspaceView(
                workspace.id(), workspace.name(), workspace.personal(), membership.role(), balance, low);
    }
}
