package dev.atrium.rest.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** What is open to everyone; everything else is for people who are signed in. */
final class AccessRules {

    private static final String API = "/api/";

    private static final Set<String> OPEN = Set.of(
            "/login",
            "/login.xhtml",
            "/register",
            "/register.xhtml",
            "/reset",
            "/reset.xhtml",
            "/verify",
            "/verify.xhtml",
            "/favicon.ico",
            "/robots.txt",
            "/openapi",
            "/api/docs",
            "/api/auth/register",
            "/api/auth/token",
            "/api/auth/verify-email",
            "/api/auth/password-reset",
            "/api/auth/password-reset/confirm");

    private static final Set<String> OPEN_BELOW =
            Set.of("/jakarta.faces.resource/", "/resources/", "/health/", "/openapi/", "/api/docs/");

    private AccessRules() {}

    /** Whether a request is of the API, which answers problems and takes bearer tokens. */
    static boolean isApi(HttpServletRequest request) {
        return path(request).startsWith(API);
    }

    static boolean isOpen(HttpServletRequest request) {
        String path = path(request);
        return OPEN.contains(path)
                || path.equals("/health")
                || OPEN_BELOW.stream().anyMatch(path::startsWith);
    }

    /** The path inside the application as the container resolved it: decoded, without path parameters and dot segments. */
    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
