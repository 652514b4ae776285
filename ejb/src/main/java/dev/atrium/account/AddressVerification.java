package dev.atrium.account;

import dev.atrium.audit.Actor;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.mail.MailSettings;
import dev.atrium.mail.MailText;
import dev.atrium.mail.Outbox;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.OneTimeTokenRepository;
import dev.atrium.persistence.account.OneTimeTokenRepository.Claim;
import dev.atrium.persistence.account.OneTimeTokenRepository.Purpose;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.TokenSecret;
import dev.atrium.workspace.Invitations;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityExistsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Proves that addresses belong to those who name them, by a secret that is sent there. A new address of an account becomes its address with
 * that proof; and who proves an address has accepted the invitations that went to it.
 */
@Stateless
public class AddressVerification {

    private static final Duration LIFETIME = Duration.ofDays(3);

    @Inject
    private UserRepository users;

    @Inject
    private OneTimeTokenRepository tokens;

    @Inject
    private Invitations invitations;

    @Inject
    private Outbox outbox;

    @Inject
    private MailSettings mail;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Asks a new user to prove the account's address. */
    public void ask(AppUser user) {
        outbox.add(MailText.VERIFY.to(user.email(), user.language(), link(user, user.email())));
    }

    /** Asks a user to prove another address, and tells of it at the one in force. */
    public void askForChange(AppUser user, String address) {
        outbox.add(MailText.VERIFY_CHANGE.to(address, user.language(), link(user, address)));
        outbox.add(MailText.CHANGE_NOTICE.to(user.email(), user.language(), address));
    }

    private String link(AppUser user, String address) {
        Instant now = clock.instant();
        TokenSecret secret = TokenSecret.random("");
        tokens.voidAll(user.id(), Purpose.VERIFY_EMAIL, now);
        Claim claim = new Claim(user.id(), Optional.of(address));
        tokens.add(Purpose.VERIFY_EMAIL, secret.hash(), UuidV7.next(), claim, now, now.plus(LIFETIME));
        return mail.link("/verify?token=" + secret.text());
    }

    /** Sends the mail once more; harmless when the address is proved already. */
    public void askAgain(UUID userId) {
        users.find(userId).filter(user -> user.emailVerifiedAt().isEmpty()).ifPresent(this::ask);
    }

    /**
     * Takes the secret of a mail as the proof of its address.
     *
     * @param address the client's network address
     * @return the e-mail address that is the account's now
     * @throws Refusal {@code INVALID_REQUEST} when the secret was used, has expired or never was; {@code CONFLICT} when the address has
     *     become that of another account
     */
    public String verify(String secret, String address) {
        Instant now = clock.instant();
        Claim claim = tokens.use(Purpose.VERIFY_EMAIL, new TokenSecret(secret).hash(), now)
                .orElseThrow(AddressVerification::expired);
        AppUser user = users.findForUpdate(claim.userId())
                .filter(found -> found.status() == AppUser.Status.ACTIVE)
                .orElseThrow(AddressVerification::expired);
        String former = user.email();
        user.verify(claim.email().orElse(former), now);
        try {
            users.flush();
        } catch (EntityExistsException e) {
            throw new Refusal(ErrorCode.CONFLICT, "There is an account with this e-mail address already.", e);
        }
        Actor actor = Actor.of(user.id(), address);
        audit.record(
                actor,
                AuditAction.EMAIL_VERIFIED,
                Subject.of("user", user.id()),
                Map.of("former", former, "now", user.email()));
        invitations.acceptAll(user, actor);
        return user.email();
    }

    private static Refusal expired() {
        return Refusal.invalid("token", "is not valid, or not any more; ask for another mail");
    }
}
