package dev.atrium.rest.security;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.CurrentCaller;
import dev.atrium.security.Scope;
import dev.atrium.security.SignedInUser;
import dev.atrium.security.TokenRights;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets personal access tokens do only what their scopes say; sessions and short-lived tokens may do what their user may. */
@Provider
@PreMatching
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class ScopeFilter implements ContainerRequestFilter {

    private final CurrentCaller currentCaller;

    /** For the client proxy. */
    protected ScopeFilter() {
        this(null);
    }

    @Inject
    ScopeFilter(CurrentCaller currentCaller) {
        this.currentCaller = currentCaller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<TokenRights> token = currentCaller.signedIn().flatMap(SignedInUser::token);
        if (token.isEmpty()) {
            return;
        }
        Set<Scope> opening =
                ScopeRules.opening(request.getMethod(), request.getUriInfo().getPath());
        if (opening.isEmpty()) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "Personal access tokens cannot do this, whatever their scopes. Use a token of POST /api/auth/token.");
        }
        if (opening.stream().noneMatch(token.get()::has)) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "This access token lacks the scope "
                            + opening.stream().map(Scope::word).sorted().collect(Collectors.joining(" or ")) + ".");
        }
    }
}
