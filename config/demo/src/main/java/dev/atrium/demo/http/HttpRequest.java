package dev.atrium.demo.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it was read.
 *
 * @param method the method, as sent
 * @param path the path, percent-decoded
 * @param query the raw query, empty when there was none
 * @param headers the header fields; names compare without regard to case, repeated fields are joined with a comma
 * @param body the body, transfer coding removed; never null and not to be changed
 */
// Never compared, so that the array does no harm.
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {

    public HttpRequest {
        var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Collections.unmodifiableMap(sorted);
    }

    /** A header field's value, if it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The first value of a query parameter, decoded. */
    public Optional<String> parameter(String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(key).equals(name)) {
                return Optional.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    /** The body read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
