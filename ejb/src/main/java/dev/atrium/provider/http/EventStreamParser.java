package dev.atrium.provider.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads an event stream as it arrives, by the rules of "Interpreting an event stream" in the WHATWG HTML standard.
 *
 * <p>Lines are found among the bytes and decoded one by one. In UTF-8 the bytes of CR and LF are no part of any other
 * character, so it makes no difference where the network cuts the stream. {@code id} and {@code retry} are for clients
 * that reconnect, which a paid answer never does: they are read over.
 *
 * <p>Not for use by several threads at once.
 */
final class EventStreamParser {

    /** Receives what the stream holds. */
    interface Listener {

        /** A complete event. */
        void event(ServerSentEvent event);

        /**
         * A line that is no event field. The standard says to ignore these; but some servers, when they fail amid a
         * stream, append the plain JSON of their error.
         */
        void stray(String line);

        /** What the stream ended in, without the blank line that would have made it an event. The standard says to drop it. */
        void unfinished(ServerSentEvent event);
    }

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Listener listener;
    private final int maxEventBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private boolean firstLine = true;
    private boolean afterCarriageReturn;

    /** @param maxEventBytes the most bytes that one event may take before the stream counts as broken */
    EventStreamParser(Listener listener, int maxEventBytes) {
        this.listener = listener;
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * Takes the next bytes of the stream, all of them.
     *
     * @throws TooLargeException if an event exceeds the limit; the parser is of no use afterwards
     */
    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean endsCrLf = afterCarriageReturn && next == '\n';
            afterCarriageReturn = next == '\r';
            if (endsCrLf) {
                continue;
            }
            if (next == '\r' || next == '\n') {
                endLine();
            } else {
                line.write(next);
                if (line.size() + data.length() > maxEventBytes) {
                    throw new TooLargeException(maxEventBytes);
                }
            }
        }
    }

    /** Says that the stream is over. */
    void finish() {
        if (line.size() > 0) {
            endLine();
        }
        take().ifPresent(listener::unfinished);
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (firstLine) {
            firstLine = false;
            if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                text = text.substring(1);
            }
        }
        if (text.isEmpty()) {
            dispatch();
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        if (colon == 0) {
            return;
        }
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        switch (name) {
            case "data" -> data.append(value).append('\n');
            case "event" -> type = value;
            case "id", "retry" -> {
                // Only of use to a client that reconnects.
            }
            default -> listener.stray(text);
        }
    }

    private void dispatch() {
        take().ifPresent(listener::event);
    }

    private Optional<ServerSentEvent> take() {
        String eventType = type.isEmpty() ? "message" : type;
        type = "";
        if (data.isEmpty()) {
            return Optional.empty();
        }
        String eventData = data.substring(0, data.length() - 1);
        data.setLength(0);
        return Optional.of(new ServerSentEvent(eventType, eventData));
    }
}
