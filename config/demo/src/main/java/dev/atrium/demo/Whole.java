package dev.atrium.demo;

import jakarta.json.JsonStructure;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that is sent in one go.
 *
 * @param headers the header fields, content type included
 */
// Never compared, so that the array does no harm.
@SuppressWarnings("ArrayRecordComponent")
record Whole(int status, Map<String, String> headers, byte[] body) {

    Whole {
        headers = Map.copyOf(headers);
    }

    static Whole json(int status, JsonStructure body) {
        return of(status, "application/json", body.toString());
    }

    static Whole of(int status, String contentType, String body) {
        return new Whole(status, Map.of("content-type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    Whole with(String name, String value) {
        return with(Map.of(name, value));
    }

    Whole with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Whole(status, all, body);
    }
}
