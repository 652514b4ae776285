package dev.atrium.rest.security;

import dev.atrium.security.ActiveUser;
import dev.atrium.security.RememberedSignIns;
import dev.atrium.settings.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;

/** The cookie of a browser that its user wants to stay signed in. Scripts cannot read it, and other sites cannot have it sent with a form. */
@ApplicationScoped
class RememberedBrowser {

    private static final String NAME = "atrium-remembered";

    private final RememberedSignIns signIns;
    private final boolean tls;

    /** For the client proxy. */
    protected RememberedBrowser() {
        signIns = null;
        tls = false;
    }

    @Inject
    RememberedBrowser(RememberedSignIns signIns, Configuration configuration) {
        this.signIns = signIns;
        this.tls = configuration
                .text("atrium.public-url")
                .filter(url -> url.startsWith("https:"))
                .isPresent();
    }

    void remember(ActiveUser user, HttpServletResponse response) {
        response.addCookie(cookie(signIns.remember(user), (int) RememberedSignIns.LIFETIME.toSeconds()));
    }

    Optional<ActiveUser> recall(HttpServletRequest request) {
        return secret(request).flatMap(signIns::recall);
    }

    void forget(HttpServletRequest request, HttpServletResponse response) {
        secret(request).ifPresent(secret -> {
            signIns.forget(secret);
            response.addCookie(cookie("", 0));
        });
    }

    private Cookie cookie(String value, int seconds) {
        Cookie cookie = new Cookie(NAME, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(tls);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static Optional<String> secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst();
    }
}
