package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An event stream while it arrives. Events are read when they are asked for; to close it is to hang up. An answer that is no event
 * stream, a refusal for instance, is had by {@link #refusal}.
 */
final class EventStream implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private final List<Event> seen = new ArrayList<>();

    EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** The answer that came instead of a stream. */
    Answer refusal() throws IOException {
        return new Answer(
                response.statusCode(), response.headers(), lines.lines().collect(Collectors.joining("\n")));
    }

    /** The events that have been read so far. */
    List<Event> seen() {
        return List.copyOf(seen);
    }

    /** The text of the chunks that have been read so far. */
    String text() {
        return contents("chunk");
    }

    /** The visible thinking that has been read so far. */
    String reasoning() {
        return contents("reasoning");
    }

    private String contents(String name) {
        return seen.stream()
                .filter(event -> event.is(name))
                .map(event -> event.data().getString("content"))
                .collect(Collectors.joining());
    }

    /** Reads until an event of this name has come, and fails when the stream ends before. */
    Event await(String name) throws IOException {
        return await(event -> event.is(name));
    }

    Event await(Predicate<Event> wanted) throws IOException {
        for (Event event = next(); event != null; event = next()) {
            if (wanted.test(event)) {
                return event;
            }
        }
        throw new AssertionError("The stream ended after " + seen);
    }

    /** Reads so many more chunks. */
    EventStream awaitChunks(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            await("chunk");
        }
        return this;
    }

    /** Reads to the end, which must be proper: the last event, and nothing after it. */
    Event last() throws IOException {
        Event last = await(Event::isLast);
        assertThat(next()).as("after the last event").isNull();
        return last;
    }

    /** Reads to the end of an answer that is complete, or that its user stopped. */
    JsonObject done() throws IOException {
        Event last = last();
        assertThat(last.name()).as("%s", last.data()).isEqualTo("done");
        return last.data();
    }

    /** Reads to the end of an answer that failed. */
    JsonObject error() throws IOException {
        Event last = last();
        assertThat(last.name()).as("%s", last.data()).isEqualTo("error");
        return last.data();
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }

    /** Null at the end of the stream. An event that is not finished by an empty line does not count. */
    private Event next() throws IOException {
        assertThat(status()).as("status").isEqualTo(200);
        String id = "";
        String name = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && data.length() > 0) {
                Event event = new Event(Long.parseLong(id), name, Answer.json(data.toString()), Instant.now());
                seen.add(event);
                return event;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data.append(value).append('\n');
                default -> assertThat(field).as("a comment or an empty line").isEmpty();
            }
        }
        return null;
    }
}
