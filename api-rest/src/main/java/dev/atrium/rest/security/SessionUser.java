package dev.atrium.rest.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/** What a session remembers of who signed in: enough to look the user up again at each request, and no more. */
record SessionUser(UUID userId, int credentialsEpoch) implements Serializable {

    static Optional<SessionUser> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(SessionUser.class.getName()) instanceof SessionUser user
                ? Optional.of(user)
                : Optional.empty();
    }

    void keepIn(HttpSession session) {
        session.setAttribute(SessionUser.class.getName(), this);
    }
}
