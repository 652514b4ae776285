package dev.atrium.rest.json;

import java.nio.charset.StandardCharsets;

/** Bodies as the API reads them. */
public final class Bodies {

    private Bodies() {}

    public static <R extends Record> R read(Class<R> type, String json) {
        return RecordReader.read(type, json.getBytes(StandardCharsets.UTF_8));
    }
}
