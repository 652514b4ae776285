package dev.atrium.idempotency;

import dev.atrium.refusal.Refusal;
import java.util.Objects;

/**
 * The key that a client gave its request, and what the request asks for.
 *
 * @param key 1 to 255 printable characters
 * @param requestHash the same for the same request only: 64 hexadecimal digits
 */
public record RequestKey(String key, String requestHash) {

    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    /** @throws Refusal {@code INVALID_REQUEST} when the key is empty, too long, or has a control character in it */
    public RequestKey {
        Objects.requireNonNull(requestHash, "requestHash");
        if (key.isBlank() || key.length() > MAX_LENGTH || key.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(
                    HEADER, "must have 1 to " + MAX_LENGTH + " characters, none of them a control character");
        }
    }
}
