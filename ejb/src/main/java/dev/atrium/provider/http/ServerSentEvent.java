package dev.atrium.provider.http;

import java.util.Objects;

/**
 * One event of an event stream.
 *
 * @param type what the {@code event} field says, {@code message} where there is none
 * @param data the {@code data} lines, joined by line feeds
 */
public record ServerSentEvent(String type, String data) {

    public ServerSentEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
    }
}
