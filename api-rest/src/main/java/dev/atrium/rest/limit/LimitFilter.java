package dev.atrium.rest.limit;

import dev.atrium.limit.CurrentLimit;
import dev.atrium.limit.LimitStatus;
import dev.atrium.limit.Limits;
import dev.atrium.limit.RateLimiter;
import dev.atrium.limit.Window;
import dev.atrium.rest.security.ClientAddress;
import dev.atrium.security.Caller;
import dev.atrium.security.CurrentCaller;
import dev.atrium.security.SignedInUser;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts requests by the client's address, and tells with every answer how much is left of the limit that it came nearest to. The portal's
 * own requests are not counted by address, for a whole office may have one.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHORIZATION - 1)
@ApplicationScoped
public class LimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String TIGHTEST = LimitFilter.class.getName();

    @Inject
    private Limits limits;

    @Inject
    private RateLimiter limiter;

    @Inject
    private CurrentLimit current;

    @Inject
    private CurrentCaller caller;

    @Inject
    private ClientAddress clientAddress;

    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(TIGHTEST, current.tightest());
        Optional<SignedInUser> user = caller.signedIn();
        List<Window> windows = new ArrayList<>();
        if (user.filter(known -> known.channel() == Caller.Channel.SESSION).isEmpty()) {
            windows.addAll(limits.request(clientAddress.of(servletRequest)));
        }
        if (user.isPresent()) {
            windows.addAll(limits.overview(caller.get().workspaceId()));
        }
        limiter.admit(windows, current::note);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(TIGHTEST) instanceof Supplier<?> tightest
                && tightest.get() instanceof Optional<?> found) {
            found.map(LimitStatus.class::cast).ifPresent(status -> tell(status, response.getHeaders()));
        }
    }

    private static void tell(LimitStatus status, MultivaluedMap<String, Object> headers) {
        headers.putSingle("X-RateLimit-Limit", status.limit());
        headers.putSingle("X-RateLimit-Remaining", status.remaining());
        headers.putSingle("X-RateLimit-Reset", seconds(status.reset()));
        headers.putSingle("X-RateLimit-Window", seconds(status.window()));
    }

    /** Rounded up: who waits for so long finds room. */
    private static long seconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
