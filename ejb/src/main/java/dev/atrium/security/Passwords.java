package dev.atrium.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.Optional;

/**
 * Hashes of passwords: PBKDF2 with HMAC-SHA-512, salted, at the cost that OWASP's Password Storage Cheat Sheet asks for
 * (210 000 iterations).
 */
@ApplicationScoped
public class Passwords {

    private static final Map<String, String> PARAMETERS = Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", "210000",
            "Pbkdf2PasswordHash.SaltSizeBytes", "32",
            "Pbkdf2PasswordHash.KeySizeBytes", "64");

    @Inject
    private Pbkdf2PasswordHash hash;

    /** What the password of an unknown user is compared with, so that the answer takes as long as for a known one. */
    private String nobodysHash;

    @PostConstruct
    void prepare() {
        hash.initialize(PARAMETERS);
        nobodysHash = hash("nobody's password");
    }

    /** Hashes a password; the same password gives another hash each time. */
    public String hash(String password) {
        return hash.generate(password.toCharArray());
    }

    /** Whether a password is the one of the hash. It is never that of no hash, but the answer takes as long. */
    public boolean matches(char[] password, Optional<String> stored) {
        boolean matches = hash.verify(password, stored.orElse(nobodysHash));
        return matches && stored.isPresent();
    }
}
