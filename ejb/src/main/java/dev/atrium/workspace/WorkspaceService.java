package dev.atrium.workspace;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.credit.CreditLedger;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.credit.Balance;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.Belonging;
import dev.atrium.persistence.workspace.InvitationRepository;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The workspaces of a user. */
@Stateless
public class WorkspaceService {

    private static final int LONGEST_NAME = 100;

    /** Bounds what one user can fill the database with. */
    private static final int MOST_MEMBERSHIPS = 100;

    @Inject
    private WorkspaceRepository workspaces;

    @Inject
    private InvitationRepository invitations;

    @Inject
    private UserRepository users;

    @Inject
    private Access access;

    @Inject
    private CreditLedger ledger;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<Erasure> erasure;

    @Inject
    private Clock clock;

    /** The workspaces that the caller belongs to and may act in, the oldest membership first. */
    public List<WorkspaceView> list(Caller caller) {
        return workspaces.findMemberships(caller.userId()).stream()
                .filter(membership -> caller.token()
                        .map(rights -> rights.actsIn(membership.workspaceId()))
                        .orElse(true))
                .map(membership -> get(caller, membership.workspaceId()))
                .toList();
    }

    /** The workspace that the caller acts in. */
    public WorkspaceView current(Caller caller) {
        return get(caller, caller.workspaceId());
    }

    /** @throws Refusal {@code NOT_FOUND} when the caller does not belong to it */
    public WorkspaceView get(Caller caller, UUID workspaceId) {
        return view(access.member(caller, workspaceId));
    }

    /** Whether another model may answer for the caller's workspace when the one that was asked for fails. */
    public boolean fallbackAllowed(Caller caller) {
        return workspaces
                .find(caller.workspaceId())
                .map(Workspace::fallbackAllowed)
                .orElseThrow(Access::none);
    }

    /** Makes a workspace that the caller owns. It has no credits until it is given some. */
    public WorkspaceView create(Caller caller, String name) {
        if (workspaces.findMemberships(caller.userId()).size() >= MOST_MEMBERSHIPS) {
            throw new Refusal(
                    ErrorCode.CONFLICT,
                    "You belong to " + MOST_MEMBERSHIPS + " workspaces, and more are not possible.");
        }
        Instant now = clock.instant();
        Workspace workspace = new Workspace(checked(name), false, now);
        Membership membership = new Membership(workspace.id(), caller.userId(), WorkspaceRole.OWNER, now);
        workspaces.add(workspace);
        workspaces.add(membership);
        ledger.open(workspace.id());
        audit.record(
                caller.actor().in(workspace.id()),
                AuditAction.WORKSPACE_CREATED,
                Subject.of("workspace", workspace.id()));
        return view(new Access.Granted(workspace, membership));
    }

    /**
     * Changes a workspace.
     *
     * @throws Refusal {@code FORBIDDEN} when the caller is neither owner nor administrator of the workspace
     */
    public WorkspaceView change(Caller caller, UUID workspaceId, WorkspaceChange change) {
        Access.Granted granted = access.administrator(caller, workspaceId);
        Workspace workspace = granted.workspace();
        Map<String, String> detail = new LinkedHashMap<>();
        change.name().ifPresent(name -> {
            workspace.rename(checked(name));
            detail.put("name", workspace.name());
        });
        change.fallbackAllowed().ifPresent(allowed -> {
            workspace.allowFallback(allowed);
            detail.put("fallbackAllowed", allowed.toString());
        });
        change.lowCreditMark().ifPresent(mark -> {
            if (mark.compareTo(Credits.ZERO) < 0) {
                throw Refusal.invalid("lowCreditMark", "must be zero or more");
            }
            workspace.warnBelow(mark);
            detail.put("lowCreditMark", mark.toString());
        });
        audit.record(
                caller.actor().in(workspaceId),
                AuditAction.WORKSPACE_CHANGED,
                Subject.of("workspace", workspaceId),
                detail);
        return view(granted);
    }

    private static String checked(String name) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw Refusal.invalid("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        return stripped;
    }

    /** Makes it the workspace in which the caller's requests act that name none. */
    public WorkspaceView enter(Caller caller, UUID workspaceId) {
        Access.Granted granted = access.member(caller, workspaceId);
        users.findForUpdate(caller.userId()).ifPresent(user -> user.enter(workspaceId, clock.instant()));
        return view(granted);
    }

    /**
     * Deletes a workspace for all of its members, with what is in it. What it has in credits is lost; its ledger stays.
     *
     * @throws Refusal {@code FORBIDDEN} when the caller does not own it; {@code CONFLICT} when it is the caller's personal one, which ends
     *     with the account, and while something runs in it
     */
    public void delete(Caller caller, UUID workspaceId) {
        Access.Granted granted = owner(caller, workspaceId, "delete");
        if (granted.workspace().personal()) {
            throw new Refusal(
                    ErrorCode.CONFLICT,
                    "This is your personal workspace. It ends with your account: DELETE /api/users/me.");
        }
        end(granted.workspace());
        audit.record(
                caller.actor().in(workspaceId), AuditAction.WORKSPACE_DELETED, Subject.of("workspace", workspaceId));
    }

    private void end(Workspace workspace) {
        if (!ledger.balance(workspace.id()).reserved().isZero()) {
            throw new Refusal(
                    ErrorCode.CONFLICT,
                    "Something is still running in the workspace " + workspace.name()
                            + ". Stop it, or wait for its end.");
        }
        workspace.delete(clock.instant());
        workspaces.removeMembers(workspace.id());
        invitations.removeAll(workspace.id());
        workspaces.forgetAsCurrent(workspace.id(), Optional.empty());
        erasure.fire(new Erasure(Belonging.WORKSPACE, workspace.id()));
    }

    /**
     * Takes a user who closes their account out of all workspaces, and ends those that they own alone.
     *
     * @throws Refusal {@code CONFLICT} when they own one with other members, or something runs in one that would end
     */
    public void leaveAll(Caller caller) {
        List<Membership> memberships = workspaces.findMemberships(caller.userId());
        List<Workspace> owned = memberships.stream()
                .filter(membership -> membership.role() == WorkspaceRole.OWNER)
                .flatMap(membership -> workspaces.findForUpdate(membership.workspaceId()).stream())
                .toList();
        List<String> shared = owned.stream()
                .filter(workspace -> workspaces.findMembers(workspace.id()).size() > 1)
                .map(Workspace::name)
                .toList();
        if (!shared.isEmpty()) {
            throw new Refusal(
                    ErrorCode.CONFLICT,
                    "You own workspaces with other members: " + String.join(", ", shared)
                            + ". Transfer them to somebody, or remove their members, before you delete your account.");
        }
        owned.forEach(this::end);
        memberships.stream()
                .filter(membership -> membership.role() != WorkspaceRole.OWNER)
                .forEach(workspaces::remove);
    }

    /**
     * Gives a workspace to another of its members; who gave it stays as an administrator.
     *
     * @throws Refusal {@code FORBIDDEN} when the caller does not own it; {@code CONFLICT} when it is the caller's personal one; {@code
     *     NOT_FOUND} when the other is no member
     */
    public WorkspaceView transfer(Caller caller, UUID workspaceId, UUID heirId) {
        Access.Granted granted = owner(caller, workspaceId, "transfer");
        if (granted.workspace().personal()) {
            throw new Refusal(ErrorCode.CONFLICT, "This is your personal workspace, which nobody else can own.");
        }
        Membership heir = workspaces.findMembership(workspaceId, heirId).orElseThrow(() -> Refusal.notFound("member"));
        if (!heirId.equals(caller.userId())) {
            workspaces.transfer(granted.membership(), heir);
            audit.record(
                    caller.actor().in(workspaceId),
                    AuditAction.WORKSPACE_TRANSFERRED,
                    Subject.of("workspace", workspaceId),
                    Map.of("to", heirId.toString()));
        }
        return view(granted);
    }

    private Access.Granted owner(Caller caller, UUID workspaceId, String verb) {
        access.member(caller, workspaceId);
        Workspace workspace = workspaces.findForUpdate(workspaceId).orElseThrow(Access::none);
        Membership membership =
                workspaces.findMembership(workspaceId, caller.userId()).orElseThrow(Access::none);
        if (membership.role() != WorkspaceRole.OWNER) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Only the owner of a workspace can " + verb + " it.");
        }
        return new Access.Granted(workspace, membership);
    }

    private WorkspaceView view(Access.Granted granted) {
        Workspace workspace = granted.workspace();
        Balance balance = ledger.balance(workspace.id());
        boolean low = balance.available().compareTo(workspace.lowCreditMark()) <= 0;
        return new WorkspaceView(
                workspace.id(),
                workspace.name(),
                workspaces.findPlanName(workspace.id()),
                workspace.personal(),
                granted.membership().role(),
                balance,
                low,
                workspace.fallbackAllowed());
    }
}
