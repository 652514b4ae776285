package dev.atrium.rest.security;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.security.CsrfToken;
import dev.atrium.security.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Refuses requests that change something on the strength of a session's cookie alone, since another site can make a browser send these. A
 * bearer token is not sent by itself, so it needs no second proof.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class CsrfFilter implements ContainerRequestFilter {

    private static final String HEADER = "X-CSRF-Token";
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CurrentCaller currentCaller;
    private final CsrfToken csrfToken;

    /** For the client proxy. */
    protected CsrfFilter() {
        this(null, null);
    }

    @Inject
    CsrfFilter(CurrentCaller currentCaller, CsrfToken csrfToken) {
        this.currentCaller = currentCaller;
        this.csrfToken = csrfToken;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean session = currentCaller.signedIn().stream().anyMatch(user -> user.channel() == Caller.Channel.SESSION);
        if (session && !READING.contains(request.getMethod()) && !csrfToken.matches(request.getHeaderString(HEADER))) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "Requests by session that change something need the session's token in the header " + HEADER + ".");
        }
    }
}
