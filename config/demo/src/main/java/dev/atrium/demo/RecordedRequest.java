package dev.atrium.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a provider received, refused ones included.
 *
 * @param provider the provider's name
 * @param path the path after the provider's base address, with the query if there was one
 * @param headers the header fields; names compare without regard to case
 * @param body the body as UTF-8, cut after a million characters
 */
public record RecordedRequest(
        Instant at, String provider, String method, String path, Map<String, String> headers, String body) {

    static final int MAX_BODY = 1_000_000;

    /** A header field's value, if it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
