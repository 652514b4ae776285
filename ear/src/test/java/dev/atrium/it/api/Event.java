package dev.atrium.it.api;

import jakarta.json.JsonObject;
import java.time.Instant;

/** An event of a stream, and when it arrived. */
record Event(long id, String name, JsonObject data, Instant arrivedAt) {

    boolean is(String expected) {
        return name.equals(expected);
    }

    /** Whether a stream ends with it. */
    boolean isLast() {
        return is("done") || is("error");
    }
}
