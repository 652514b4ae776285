package dev.atrium.rest.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The header {@code Authorization} of RFC 6750. */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty());
    }

    /** The challenge to a request without a good token; section 3.1 gives an error only to those that sent one. */
    static String challenge(HttpServletRequest request) {
        String realm = "Bearer realm=\"atrium\"";
        return of(request).isPresent() ? realm + ", error=\"invalid_token\"" : realm;
    }
}
