package dev.atrium.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A secret that is given away once and known here by its hash only. It has 256 random bits, so that a plain hash protects it: there is
 * nothing to guess.
 */
public record TokenSecret(String text) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param prefix what it begins with, so that people and scanners know it when they see it */
    public static TokenSecret random(String prefix) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TokenSecret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Its SHA-256, in hexadecimal digits. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Leaves the secret out, since this text may end up in logs. */
    @Override
    public String toString() {
        return "TokenSecret";
    }
}
