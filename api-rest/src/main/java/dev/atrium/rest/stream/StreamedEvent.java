package dev.atrium.rest.stream;

import java.util.Objects;

/**
 * An event as it goes to the client.
 *
 * @param id its number in the stream, from 1 without gaps
 * @param name what {@code event:} says
 * @param data one line of JSON
 */
public record StreamedEvent(long id, String name, String data) {

    public StreamedEvent {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(data, "data");
    }
}
