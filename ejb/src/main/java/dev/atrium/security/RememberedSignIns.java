package dev.atrium.security;

import dev.atrium.persistence.account.OneTimeTokenRepository;
import dev.atrium.persistence.account.OneTimeTokenRepository.Claim;
import dev.atrium.persistence.account.OneTimeTokenRepository.Purpose;
import dev.atrium.persistence.type.UuidV7;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Browsers that their users want to stay signed in. Each keeps a secret that begins a session without a password until it expires, the user
 * signs out in it, or the password changes.
 */
@Stateless
public class RememberedSignIns {

    /** How long a browser is remembered. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    @Inject
    private OneTimeTokenRepository tokens;

    @Inject
    private Identities identities;

    @Inject
    private Clock clock;

    /** The secret for a browser that has just signed in. */
    public String remember(ActiveUser user) {
        Instant now = clock.instant();
        TokenSecret secret = TokenSecret.random("");
        Claim claim = new Claim(user.id(), Optional.empty());
        tokens.add(Purpose.REMEMBER_ME, secret.hash(), UuidV7.next(), claim, now, now.plus(LIFETIME));
        return secret.text();
    }

    /** Who is remembered by a secret. */
    public Optional<ActiveUser> recall(String secret) {
        return tokens.find(Purpose.REMEMBER_ME, new TokenSecret(secret).hash(), clock.instant())
                .flatMap(claim -> identities.find(claim.userId()));
    }

    /** The secret is worth nothing from now on. */
    public void forget(String secret) {
        tokens.use(Purpose.REMEMBER_ME, new TokenSecret(secret).hash(), clock.instant());
    }
}
