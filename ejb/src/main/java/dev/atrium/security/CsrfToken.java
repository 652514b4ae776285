package dev.atrium.security;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of a session that a page puts into the header {@code X-CSRF-Token} of its requests to the API. Another site can make
 * the browser send the session's cookie, but it cannot read this.
 */
@Named("csrf")
@SessionScoped
public class CsrfToken implements Serializable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private String token = random();

    /** The token, for {@code #{csrf.token}} in a page. */
    public String getToken() {
        return token;
    }

    /** Whether a request carries this token; how long that takes tells nothing about it. */
    public boolean matches(String candidate) {
        return candidate != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.US_ASCII), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a new token: at sign-in nothing must stay that was known before. */
    public void renew() {
        token = random();
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
