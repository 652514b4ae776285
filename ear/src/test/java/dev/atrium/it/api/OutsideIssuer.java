package dev.atrium.it.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** An identity provider, such as Keycloak, whose tokens an installation accepts. */
final class OutsideIssuer {

    static final String NAME = "https://login.example.org/realms/main";
    static final String AUDIENCE = "atrium";
    static final String ADMINS = "atrium-admins";

    private static final KeyPair KEY = newKey();

    private OutsideIssuer() {}

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In PEM form, on one line. */
    static String publicKey() {
        return "-----BEGIN PUBLIC KEY-----"
                + Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded()) + "-----END PUBLIC KEY-----";
    }

    /** A token that is good for a minute. */
    static String token(String email, String audience, String... groups) throws GeneralSecurityException {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
        String claims = "{\"iss\":\"" + NAME + "\",\"aud\":\"" + audience + "\",\"sub\":\"4711\",\"email\":\"" + email
                + "\",\"groups\":[" + quoted(groups) + "],\"exp\":"
                + Instant.now().plusSeconds(60).getEpochSecond() + "}";
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KEY.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String quoted(String... groups) {
        return groups.length == 0 ? "" : "\"" + String.join("\",\"", groups) + "\"";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
