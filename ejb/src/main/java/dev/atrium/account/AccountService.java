package dev.atrium.account;

import dev.atrium.audit.Actor;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.credit.CreditLedger;
import dev.atrium.limit.Limits;
import dev.atrium.limit.RateLimiter;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Passwords;
import dev.atrium.workspace.Invitations;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityExistsException;
import java.time.Clock;
import java.time.Instant;

/** Opens accounts: a user, the personal workspace that the user owns, and its credits, all or nothing. */
@Stateless
public class AccountService {

    private static final int LONGEST_WORKSPACE_NAME = 100;

    @Inject
    private UserRepository users;

    @Inject
    private WorkspaceRepository workspaces;

    @Inject
    private CreditLedger ledger;

    @Inject
    private Passwords passwords;

    @Inject
    private SignUpPolicy policy;

    @Inject
    private Invitations invitations;

    @Inject
    private AddressVerification verification;

    @Inject
    private AuditLog audit;

    @Inject
    private Limits limits;

    @Inject
    private RateLimiter limiter;

    @Inject
    private ValidFields valid;

    @Inject
    private Clock clock;

    /**
     * Opens an account for who signs up. The secret of an invitation proves the address; without it a mail asks for that.
     *
     * @param address the client's network address
     * @throws Refusal {@code INVALID_REQUEST} with a message for each wrong field; {@code CONFLICT} when the address has an
     *     account; {@code FORBIDDEN} when sign-up is not open, or only to those who were invited; {@code
     *     RATE_LIMIT_EXCEEDED} when too many have come from the client's address
     */
    public RegisteredAccount register(Registration registration, String address) {
        valid.require(registration);
        boolean invited = registration.invitation() != null;
        if (policy.mode() == SignUp.OFF || policy.mode() == SignUp.INVITE && !invited) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    policy.mode() == SignUp.OFF
                            ? "Sign-up is not open here. Ask your administrator for an account."
                            : "Sign-up is for those who were invited. Open the page that your invitation names.");
        }
        if (invited && !invitations.isFor(registration.invitation(), registration.email())) {
            throw Refusal.invalid("invitation", "is not one for this address, or not any more");
        }
        limiter.admit(limits.signUp(address));
        AppUser user = open(registration, AppUser.Role.USER);
        Actor actor = Actor.of(user.id(), address);
        audit.record(actor, AuditAction.ACCOUNT_OPENED, Subject.of("user", user.id()));
        if (invited) {
            user.verify(user.email(), clock.instant());
            invitations.acceptAll(user, actor);
        } else {
            verification.ask(user);
        }
        return account(user);
    }

    /** Opens the account of the first administrator, unless anybody has an account; tells whether it did. */
    public boolean registerFirstAdmin(Registration registration) {
        if (!users.isEmpty()) {
            return false;
        }
        valid.require(registration);
        AppUser admin = open(registration, AppUser.Role.ADMIN);
        // The operator has configured this address.
        admin.verify(admin.email(), clock.instant());
        return true;
    }

    private AppUser open(Registration registration, AppUser.Role role) {
        Instant now = clock.instant();
        AppUser user = add(registration, role, now);
        Workspace workspace = new Workspace(workspaceName(registration), true, now);
        workspaces.add(workspace);
        workspaces.add(new Membership(workspace.id(), user.id(), WorkspaceRole.OWNER, now));
        user.enter(workspace.id(), now);
        ledger.open(workspace.id());
        if (!policy.credits().isZero()) {
            ledger.grant(workspace.id(), policy.credits(), user.id(), "sign-up");
        }
        return user;
    }

    private static RegisteredAccount account(AppUser user) {
        return new RegisteredAccount(
                user.id(), user.email(), user.currentWorkspaceId().orElseThrow());
    }

    private AppUser add(Registration registration, AppUser.Role role, Instant now) {
        AppUser user = new AppUser(
                registration.email(),
                passwords.hash(registration.password()),
                registration.firstName(),
                registration.lastName(),
                role,
                now);
        try {
            users.add(user);
        } catch (EntityExistsException e) {
            throw new Refusal(ErrorCode.CONFLICT, "There is an account with this e-mail address already.", e);
        }
        return user;
    }

    private static String workspaceName(Registration registration) {
        String fullName = registration.firstName() + " " + registration.lastName();
        return fullName.length() <= LONGEST_WORKSPACE_NAME ? fullName : registration.firstName();
    }
}
