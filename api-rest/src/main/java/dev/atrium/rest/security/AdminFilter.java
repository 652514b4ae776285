package dev.atrium.rest.security;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets only administrators of the organisation pass to what is for them. */
@Provider
@ForAdmins
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class AdminFilter implements ContainerRequestFilter {

    private final CurrentCaller currentCaller;

    /** For the client proxy. */
    protected AdminFilter() {
        this(null);
    }

    @Inject
    AdminFilter(CurrentCaller currentCaller) {
        this.currentCaller = currentCaller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean admin =
                currentCaller.signedIn().stream().anyMatch(user -> user.user().admin());
        if (!admin) {
            throw new Refusal(ErrorCode.FORBIDDEN, "This is for administrators of the organisation only.");
        }
    }
}
