package dev.atrium.security;

import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.OneTimeTokenRepository;
import dev.atrium.persistence.token.AccessTokenRepository;
import dev.atrium.refusal.Refusal;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Changes what a user gets in with. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Credentials {

    @Inject
    private Passwords passwords;

    @Inject
    private SignInAttempts attempts;

    @Inject
    private OneTimeTokenRepository oneTimeTokens;

    @Inject
    private AccessTokenRepository accessTokens;

    @Inject
    private Clock clock;

    /**
     * Whether this is the user's password. A wrong one counts as a failed sign-in: a session that was left open must not be good for guessing.
     *
     * @param address the client's network address
     * @throws Refusal {@code RATE_LIMIT_EXCEEDED} after too many
     */
    public boolean matches(AppUser user, String password, String address) {
        SignInAttempts.Attempt attempt = attempts.begin(user.email(), address);
        boolean matches = passwords.matches(password.toCharArray(), user.passwordHash());
        if (matches) {
            attempt.succeeded();
        }
        return matches;
    }

    /**
     * Gives a user another password. Sessions, short-lived tokens, remembered browsers and mails that were sent are void; personal access
     * tokens stay, since the user knows of them.
     */
    public void change(AppUser user, String password) {
        Instant now = clock.instant();
        user.changePassword(passwords.hash(password), now);
        oneTimeTokens.voidAll(user.id(), now);
    }

    /** As {@link #change}, when somebody else may have had the former password: personal access tokens end, too. */
    public void reset(AppUser user, String password) {
        change(user, password);
        accessTokens.revokeAll(user.id(), clock.instant());
    }

    /** Lets nobody in as this user any more. */
    public void end(AppUser user) {
        Instant now = clock.instant();
        oneTimeTokens.voidAll(user.id(), now);
        accessTokens.revokeAll(user.id(), now);
    }
}
