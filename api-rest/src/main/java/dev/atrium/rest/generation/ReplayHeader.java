package dev.atrium.rest.generation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Says of an answer, be it whole, a stream or a problem, that it is that of an earlier request. */
@Provider
public class ReplayHeader implements ContainerResponseFilter {

    private static final String HEADER = "Idempotency-Replayed";
    private static final String ATTRIBUTE = ReplayHeader.class.getName();

    @Context
    private HttpServletRequest request;

    /** The answer to this request will be one that was given before. */
    static void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        if (request.getAttribute(ATTRIBUTE) != null) {
            response.getHeaders().putSingle(HEADER, true);
        }
    }
}
