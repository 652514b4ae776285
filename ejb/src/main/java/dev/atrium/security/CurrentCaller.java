package dev.atrium.security;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.util.Optional;

/** The caller of the request that is running. */
@RequestScoped
public class CurrentCaller {

    @Inject
    private SecurityContext securityContext;

    @Inject
    private Identities identities;

    private Caller caller;

    /**
     * The caller, looked up once in a request. Request-scoped beans may have it injected.
     *
     * @throws Refusal {@code UNAUTHENTICATED} when nobody is signed in, {@code NOT_FOUND} when the request names a workspace
     *     that the user does not belong to
     */
    @Produces
    @Dependent
    public Caller get() {
        if (caller == null) {
            caller = identities.caller(
                    signedIn().orElseThrow(() -> new Refusal(ErrorCode.UNAUTHENTICATED, "Sign in first.")));
        }
        return caller;
    }

    /** Who is signed in; empty on the pages that are open to everyone. */
    public Optional<SignedInUser> signedIn() {
        return securityContext.getPrincipalsByType(SignedInUser.class).stream().findFirst();
    }
}
