package dev.atrium.account;

import dev.atrium.credit.CreditLedger;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Passwords;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityExistsException;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

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
    private Validator validator;

    @Inject
    private Clock clock;

    /**
     * Opens an account for who signs up.
     *
     * @throws Refusal {@code INVALID_REQUEST} with a message for each wrong field; {@code CONFLICT} when the address has an
     *     account; {@code FORBIDDEN} when sign-up is not open
     */
    public RegisteredAccount register(Registration registration) {
        if (policy.mode() != SignUp.OPEN) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Sign-up is not open here. Ask your administrator for an account.");
        }
        return open(registration, AppUser.Role.USER);
    }

    /** Opens the account of the first administrator, unless anybody has an account; tells whether it did. */
    public boolean registerFirstAdmin(Registration registration) {
        if (!users.isEmpty()) {
            return false;
        }
        open(registration, AppUser.Role.ADMIN);
        return true;
    }

    private RegisteredAccount open(Registration registration, AppUser.Role role) {
        check(registration);
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
        return new RegisteredAccount(user.id(), user.email(), workspace.id());
    }

    private void check(Registration registration) {
        List<FieldError> errors = validator.validate(registration).stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
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
