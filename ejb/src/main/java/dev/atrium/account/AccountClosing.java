package dev.atrium.account;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.generation.GenerationService;
import dev.atrium.mail.Outbox;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.type.Belonging;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.security.Credentials;
import dev.atrium.workspace.Erasure;
import dev.atrium.workspace.Invitations;
import dev.atrium.workspace.WorkspaceService;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Closes accounts: nothing of the person stays, and of what they did only what ledger and audit log must prove, without the texts. */
@Stateless
public class AccountClosing {

    @Inject
    private UserRepository users;

    @Inject
    private WorkspaceService workspaces;

    @Inject
    private GenerationService generations;

    @Inject
    private Credentials credentials;

    @Inject
    private Invitations invitations;

    @Inject
    private Outbox outbox;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<Erasure> erasure;

    @Inject
    private Clock clock;

    /**
     * Closes the caller's account, and ends the workspaces that nobody else belongs to.
     *
     * @throws Refusal {@code CONFLICT} while the caller owns a workspace with other members, while something of theirs is running, and for
     *     the only administrator of the organisation
     */
    public void close(Caller caller) {
        if (generations.isRunning(caller.userId())) {
            throw new Refusal(ErrorCode.CONFLICT, "Something of yours is still running. Stop it, or wait for its end.");
        }
        workspaces.leaveAll(caller);
        AppUser user = users.findForUpdate(caller.userId()).orElseThrow(() -> Refusal.notFound("user"));
        if (user.role() == AppUser.Role.ADMIN && users.countAdmins() == 1) {
            throw new Refusal(
                    ErrorCode.CONFLICT, "You are the only administrator here. Make somebody else one before you go.");
        }
        credentials.end(user);
        invitations.forget(user.email());
        outbox.forget(user.email());
        erasure.fire(new Erasure(Belonging.USER, user.id()));
        user.close(clock.instant());
        audit.record(caller.actor(), AuditAction.ACCOUNT_CLOSED, Subject.of("user", user.id()));
    }
}
