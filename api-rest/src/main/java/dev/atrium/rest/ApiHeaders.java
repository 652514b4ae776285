package dev.atrium.rest;

import dev.atrium.rest.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Stands before everything under {@code /api}. Every answer gets the request's id and the headers that keep a browser from doing anything with
 * it but handing it to the script that asked; answers are private to the caller, so nothing is cached unless a resource says so. What JAX-RS
 * itself lets through becomes a problem, too, and not a page of the portal.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class ApiHeaders extends HttpFilter {

    private static final Logger LOG = System.getLogger(ApiHeaders.class.getName());

    /** The pages of the API's reference are for people and bring headers of their own. */
    private static final String DOCS = "/docs";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path != null && path.startsWith(DOCS)) {
            chain.doFilter(request, response);
            return;
        }
        apply(request, response);
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            fail(e, request, response);
        }
    }

    private static void fail(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.log(Level.ERROR, "Trace " + RequestTrace.of(request).traceId(), failure);
        if (!response.isCommitted()) {
            response.reset();
            apply(request, response);
            Problem.internal().send(request, response);
        }
    }

    /** Sets the headers; for answers that never reach this filter, too. */
    public static void apply(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(RequestTrace.REQUEST_ID, RequestTrace.of(request).requestId());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
