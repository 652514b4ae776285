package dev.atrium.workspace;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.credit.Budgets;
import dev.atrium.mail.MailSettings;
import dev.atrium.mail.MailText;
import dev.atrium.mail.Outbox;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.workspace.Invitation;
import dev.atrium.persistence.workspace.InvitationRepository;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who belongs to a workspace, and as what. The owner and administrators decide; nobody but the owner makes or unmakes administrators, and the
 * owner changes by {@link WorkspaceService#transfer} only.
 */
@Stateless
public class Members {

    /** Bounds a list that is answered whole. */
    private static final int MOST = 1000;

    @Inject
    private WorkspaceRepository workspaces;

    @Inject
    private InvitationRepository invitations;

    @Inject
    private Invitations invitation;

    @Inject
    private UserRepository users;

    @Inject
    private Access access;

    @Inject
    private Budgets budgets;

    @Inject
    private Outbox outbox;

    @Inject
    private MailSettings mail;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /**
     * A place to give.
     *
     * @param monthlyBudget the most that they may spend in a calendar month; empty for no bound
     * @param budgetHard whether calls beyond the budget are refused
     */
    public record Place(WorkspaceRole role, Optional<Credits> monthlyBudget, boolean budgetHard) {}

    /** A bound, or that there is none. */
    public record Budget(Optional<Credits> monthly) {}

    /** What to change; what is empty stays as it is. */
    public record Change(Optional<WorkspaceRole> role, Optional<Budget> budget, Optional<Boolean> budgetHard) {}

    /** The members, the oldest first, and after them who is invited. */
    public List<MemberView> list(Caller caller, UUID workspaceId) {
        access.member(caller, workspaceId);
        List<Membership> memberships = workspaces.findMembers(workspaceId);
        Map<UUID, AppUser> people = users
                .findAll(memberships.stream().map(Membership::userId).toList())
                .stream()
                .collect(Collectors.toMap(AppUser::id, Function.identity()));
        return Stream.concat(
                        memberships.stream().map(membership -> view(membership, people.get(membership.userId()))),
                        invitations.findByWorkspace(workspaceId, clock.instant()).stream()
                                .map(Members::view))
                .toList();
    }

    /**
     * Lets somebody in. Who has an account with this address belongs to the workspace at once; anybody else is invited by mail.
     *
     * @throws Refusal {@code CONFLICT} when they belong to it already; {@code FORBIDDEN} when the caller may not give such a place
     */
    public MemberView add(Caller caller, UUID workspaceId, String address, Place place) {
        Access.Granted granted = access.administrator(caller, workspaceId);
        requireGivable(granted, place.role());
        place.monthlyBudget().ifPresent(Members::requireAmount);
        String email = address.strip().toLowerCase(Locale.ROOT);
        if (workspaces.findMembers(workspaceId).size() >= MOST) {
            throw new Refusal(ErrorCode.CONFLICT, "A workspace has at most " + MOST + " members.");
        }
        Optional<AppUser> known = users.findByEmail(email)
                .filter(user -> user.status() == AppUser.Status.ACTIVE)
                // Where nobody can prove an address, accounts are taken at their word.
                .filter(user -> user.emailVerifiedAt().isPresent() || !mail.reachesPeople());
        return known.map(user -> join(caller, granted.workspace(), user, place))
                .orElseGet(() -> view(invitation.send(caller, granted.workspace(), email, place)));
    }

    private MemberView join(Caller caller, Workspace workspace, AppUser user, Place place) {
        if (workspaces.findMembership(workspace.id(), user.id()).isPresent()) {
            throw new Refusal(ErrorCode.CONFLICT, user.email() + " belongs to this workspace already.");
        }
        Membership membership = new Membership(workspace.id(), user.id(), place.role(), clock.instant());
        membership.budget(place.monthlyBudget().orElse(null), place.budgetHard());
        workspaces.add(membership);
        outbox.add(MailText.ADDED.to(user.email(), user.language(), caller.email(), workspace.name(), mail.link("/")));
        audit.record(
                caller.actor().in(workspace.id()),
                AuditAction.MEMBER_ADDED,
                Subject.of("user", user.id()),
                Map.of("role", place.role().name()));
        return view(membership, user);
    }

    /** @throws Refusal {@code FORBIDDEN} when the caller may not change such a member; {@code CONFLICT} for the owner's role */
    public MemberView change(Caller caller, UUID workspaceId, UUID userId, Change change) {
        Access.Granted granted = access.administrator(caller, workspaceId);
        Membership membership = require(workspaceId, userId);
        Map<String, String> detail = new HashMap<>();
        change.role().filter(role -> role != membership.role()).ifPresent(role -> {
            requireChangeable(granted, membership);
            requireGivable(granted, role);
            membership.become(role);
            detail.put("role", role.name());
        });
        if (change.budget().isPresent() || change.budgetHard().isPresent()) {
            if (membership.role() == WorkspaceRole.OWNER && granted.membership().role() != WorkspaceRole.OWNER) {
                throw new Refusal(ErrorCode.FORBIDDEN, "Only the owner of a workspace sets the owner's budget.");
            }
            Optional<Credits> budget = change.budget().map(Budget::monthly).orElseGet(membership::monthlyBudget);
            budget.ifPresent(Members::requireAmount);
            boolean begins = membership.monthlyBudget().isEmpty() && budget.isPresent();
            membership.budget(budget.orElse(null), change.budgetHard().orElse(membership.budgetHard()));
            if (begins) {
                budgets.begin(membership.id(), workspaceId, userId);
            }
            detail.put("monthlyBudget", budget.map(Credits::toString).orElse("none"));
        }
        audit.record(caller.actor().in(workspaceId), AuditAction.MEMBER_CHANGED, Subject.of("user", userId), detail);
        return view(membership, users.find(userId).orElseThrow());
    }

    /**
     * Takes a member out of a workspace, or an invitation back. Everybody but the owner may take out themselves: that is leaving.
     *
     * @param id of the user, or of the invitation
     */
    public void remove(Caller caller, UUID workspaceId, UUID id) {
        if (id.equals(caller.userId())) {
            leave(caller, workspaceId);
            return;
        }
        Access.Granted granted = access.administrator(caller, workspaceId);
        Optional<Invitation> open = invitations.find(workspaceId, id, clock.instant());
        if (open.isPresent()) {
            invitations.remove(open.get());
            audit.record(caller.actor().in(workspaceId), AuditAction.INVITATION_REVOKED, Subject.of("invitation", id));
            return;
        }
        Membership membership = require(workspaceId, id);
        requireChangeable(granted, membership);
        takeOut(caller, membership);
    }

    private void leave(Caller caller, UUID workspaceId) {
        Membership own = access.member(caller, workspaceId).membership();
        if (own.role() == WorkspaceRole.OWNER) {
            throw new Refusal(
                    ErrorCode.CONFLICT, "You own this workspace. Transfer it to somebody before you leave it.");
        }
        takeOut(caller, own);
    }

    private void takeOut(Caller caller, Membership membership) {
        workspaces.remove(membership);
        workspaces.forgetAsCurrent(membership.workspaceId(), Optional.of(membership.userId()));
        audit.record(
                caller.actor().in(membership.workspaceId()),
                AuditAction.MEMBER_REMOVED,
                Subject.of("user", membership.userId()));
    }

    private Membership require(UUID workspaceId, UUID userId) {
        return workspaces.findMembership(workspaceId, userId).orElseThrow(() -> Refusal.notFound("member"));
    }

    private static void requireGivable(Access.Granted granted, WorkspaceRole role) {
        if (role == WorkspaceRole.OWNER) {
            throw Refusal.invalid("role", "must be ADMIN, MEMBER or VIEWER; the owner changes by a transfer");
        }
        if (role == WorkspaceRole.ADMIN && granted.membership().role() != WorkspaceRole.OWNER) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Only the owner of a workspace makes administrators.");
        }
    }

    private static void requireChangeable(Access.Granted granted, Membership membership) {
        if (membership.role() == WorkspaceRole.OWNER) {
            throw new Refusal(ErrorCode.CONFLICT, "The owner of a workspace changes by a transfer only.");
        }
        if (membership.role() == WorkspaceRole.ADMIN && granted.membership().role() != WorkspaceRole.OWNER) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Only the owner of a workspace changes its administrators.");
        }
    }

    private static void requireAmount(Credits budget) {
        if (budget.compareTo(Credits.ZERO) < 0) {
            throw Refusal.invalid("monthlyBudget", "must be zero or more");
        }
    }

    private MemberView view(Membership membership, AppUser user) {
        return new MemberView(
                user.id(),
                user.email(),
                Optional.of(user.firstName() + " " + user.lastName()),
                membership.role(),
                membership.monthlyBudget(),
                membership.budgetHard(),
                membership.monthlyBudget().map(budget -> budgets.spent(membership.id())),
                false,
                membership.createdAt());
    }

    private static MemberView view(Invitation invitation) {
        return new MemberView(
                invitation.id(),
                invitation.email(),
                Optional.empty(),
                invitation.place().role(),
                invitation.place().monthlyBudget(),
                invitation.place().budgetHard(),
                Optional.empty(),
                true,
                invitation.createdAt());
    }
}
