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
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Credentials;
import dev.atrium.security.TokenSecret;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets users in again who do not know their password. */
@Stateless
public class PasswordReset {

    private static final Duration LIFETIME = Duration.ofHours(1);

    @Inject
    private UserRepository users;

    @Inject
    private OneTimeTokenRepository tokens;

    @Inject
    private Credentials credentials;

    @Inject
    private Outbox outbox;

    @Inject
    private MailSettings mail;

    @Inject
    private AuditLog audit;

    @Inject
    private ValidFields valid;

    @Inject
    private Clock clock;

    /** Sends the mail if the address has an account. Whoever asks does not wait for it, so that the time tells nothing either. */
    @Asynchronous
    public void ask(String email) {
        users.findByEmail(email.strip())
                .filter(user -> user.status() == AppUser.Status.ACTIVE)
                .ifPresent(this::send);
    }

    private void send(AppUser user) {
        Instant now = clock.instant();
        TokenSecret secret = TokenSecret.random("");
        tokens.voidAll(user.id(), Purpose.RESET_PASSWORD, now);
        Claim claim = new Claim(user.id(), Optional.of(user.email()));
        tokens.add(Purpose.RESET_PASSWORD, secret.hash(), UuidV7.next(), claim, now, now.plus(LIFETIME));
        outbox.add(MailText.RESET.to(user.email(), user.language(), mail.link("/reset?token=" + secret.text())));
    }

    /**
     * Takes a new password. All sessions and tokens of the user end. The secret has come by mail, so it proves the address as well.
     *
     * @param address the client's network address
     * @throws Refusal {@code INVALID_REQUEST} when the secret was used, has expired or never was, and when the password is too short
     */
    public void confirm(String secret, NewPassword password, String address) {
        valid.require(password);
        Instant now = clock.instant();
        Claim claim = tokens.use(Purpose.RESET_PASSWORD, new TokenSecret(secret).hash(), now)
                .orElseThrow(PasswordReset::expired);
        AppUser user = users.findForUpdate(claim.userId())
                .filter(found -> found.status() == AppUser.Status.ACTIVE)
                .orElseThrow(PasswordReset::expired);
        credentials.reset(user, password.password());
        if (claim.email().filter(user.email()::equals).isPresent()
                && user.emailVerifiedAt().isEmpty()) {
            user.verify(user.email(), now);
        }
        outbox.add(MailText.PASSWORD_NOTICE.to(user.email(), user.language()));
        audit.record(Actor.of(user.id(), address), AuditAction.PASSWORD_RESET, Subject.of("user", user.id()));
    }

    private static Refusal expired() {
        return Refusal.invalid("token", "is not valid, or not any more; ask for another mail");
    }
}
