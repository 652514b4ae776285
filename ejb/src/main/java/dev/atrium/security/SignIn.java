package dev.atrium.security;

import dev.atrium.audit.Actor;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;

/** Signing in with e-mail and password, for the portal and for tokens alike. */
@ApplicationScoped
public class SignIn {

    private static final int LONGEST_ADDRESS = 254;

    private final IdentityStoreHandler identityStores;
    private final Identities identities;
    private final SignInAttempts attempts;
    private final AuditLog audit;

    /** For the client proxy. */
    protected SignIn() {
        this(null, null, null, null);
    }

    @Inject
    SignIn(IdentityStoreHandler identityStores, Identities identities, SignInAttempts attempts, AuditLog audit) {
        this.identityStores = identityStores;
        this.identities = identities;
        this.attempts = attempts;
        this.audit = audit;
    }

    /**
     * Checks a password.
     *
     * @param address the client's network address
     * @throws Refusal {@code UNAUTHENTICATED} for an unknown address and for a wrong password, in the same words and time; {@code
     *     RATE_LIMIT_EXCEEDED} after five failures in fifteen minutes; {@code FORBIDDEN} when the password is right but the
     *     account is suspended
     */
    public ActiveUser withPassword(String email, String password, String address) {
        SignInAttempts.Attempt attempt = attempts.begin(email, address);
        CredentialValidationResult result =
                identityStores.validate(new UsernamePasswordCredential(email.strip(), password));
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            audit.record(Actor.stranger(address), AuditAction.SIGN_IN_REFUSED, Subject.of("address", shortened(email)));
            throw new Refusal(ErrorCode.UNAUTHENTICATED, "E-mail address or password is wrong.");
        }
        attempt.succeeded();
        ActiveUser user = identities
                .findByEmail(result.getCallerPrincipal().getName())
                .orElseThrow(() -> new Refusal(
                        ErrorCode.FORBIDDEN, "This account is suspended. Ask your administrator to reopen it."));
        audit.record(Actor.of(user.id(), address), AuditAction.SIGN_IN, Subject.of("user", user.id()));
        return user;
    }

    /** Anything can be sent as an address. */
    private static String shortened(String email) {
        String text = email.strip();
        return text.substring(0, Math.min(text.length(), LONGEST_ADDRESS));
    }
}
