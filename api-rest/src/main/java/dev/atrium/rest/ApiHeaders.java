package dev.atrium.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Puts onto every answer of the API the request's id and the headers that keep a browser from doing anything with it but handing it
 * to the script that asked. Answers are private to the caller, so nothing is cached unless a resource says so.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class ApiHeaders extends HttpFilter {

    /** The pages of the API's reference are for people and bring headers of their own. */
    private static final String DOCS = "/docs";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path == null || !path.startsWith(DOCS)) {
            apply(request, response);
        }
        chain.doFilter(request, response);
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
