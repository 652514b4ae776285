package dev.atrium.account;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.mail.MailText;
import dev.atrium.mail.Outbox;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.security.Credentials;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What users see and change of their own accounts. */
@Stateless
public class ProfileService {

    @Inject
    private UserRepository users;

    @Inject
    private Credentials credentials;

    @Inject
    private AddressVerification verification;

    @Inject
    private Outbox outbox;

    @Inject
    private AuditLog audit;

    @Inject
    private ValidFields valid;

    @Inject
    private Clock clock;

    public Profile get(Caller caller) {
        return Profile.of(require(caller));
    }

    /**
     * Changes a profile. Another address gets a mail, and is the account's once it is confirmed; whether it has an account already is not
     * told, but its confirmation then fails.
     *
     * @throws Refusal {@code INVALID_REQUEST} with a message for each wrong field
     */
    public Profile change(Caller caller, ProfileChange change) {
        valid.require(change);
        AppUser user = require(caller);
        Instant now = clock.instant();
        user.rename(
                Optional.ofNullable(change.firstName()).orElse(user.firstName()),
                Optional.ofNullable(change.lastName()).orElse(user.lastName()),
                now);
        user.prefer(chosen(change.language(), user.language()), chosen(upperCase(change.theme()), user.theme()), now);
        if (change.email() != null && !change.email().equals(user.email())) {
            verification.askForChange(user, change.email());
            audit.record(
                    caller.actor(),
                    AuditAction.EMAIL_CHANGE_REQUESTED,
                    Subject.of("user", user.id()),
                    Map.of("address", change.email()));
        }
        return Profile.of(user);
    }

    private static String chosen(String wanted, Optional<String> former) {
        return wanted == null ? former.orElse(null) : wanted.isEmpty() ? null : wanted;
    }

    private static String upperCase(String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    /**
     * Changes the password. Other sessions, short-lived tokens and remembered browsers of the user end; so does the session that asks.
     *
     * @throws Refusal {@code INVALID_REQUEST} when the current password is wrong or the new one too short
     */
    public void changePassword(Caller caller, String current, NewPassword password) {
        valid.require(password);
        AppUser user = users.findForUpdate(caller.userId()).orElseThrow(() -> Refusal.notFound("user"));
        if (user.passwordHash().isEmpty()) {
            throw new Refusal(ErrorCode.CONFLICT, "This account signs in elsewhere and has no password here.");
        }
        if (!credentials.matches(user, current, caller.address())) {
            throw Refusal.invalid("currentPassword", "is wrong");
        }
        credentials.change(user, password.password());
        outbox.add(MailText.PASSWORD_NOTICE.to(user.email(), user.language()));
        audit.record(caller.actor(), AuditAction.PASSWORD_CHANGED, Subject.of("user", user.id()));
    }

    private AppUser require(Caller caller) {
        return users.find(caller.userId()).orElseThrow(() -> Refusal.notFound("user"));
    }
}
