package dev.atrium.demo;

import dev.atrium.demo.http.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Sends one answer the way its {@link Behaviour} wants: in time, in pieces, to its end or not. */
final class Performance {

    private static final Duration LONGEST_THOUGHT = Duration.ofMillis(1500);

    /** As long as this many pieces of text, it takes to make something that is none. */
    private static final int PRODUCT_PIECES = 30;

    private static final int CHUNK = 16 * 1024;

    private final HttpExchange exchange;
    private final Behaviour behaviour;
    private final Duration pace;

    /** @param pace the wait between two pieces, unless the behaviour sets another */
    Performance(HttpExchange exchange, Behaviour behaviour, Duration pace) {
        this.exchange = exchange;
        this.behaviour = behaviour;
        this.pace = behaviour.delay().orElse(pace);
    }

    void raw(Whole answer) throws IOException {
        exchange.pause(behaviour.first());
        exchange.begin(answer.status(), answer.headers());
        write(answer.body());
        exchange.end();
    }

    /** Sends what a model made, as fast as it comes; chunked, its length is not told beforehand. */
    void product(Whole answer, Whole failure, boolean chunked) throws IOException {
        boolean usual = behaviour.ending().kind() == Ending.Kind.COMPLETE;
        if (usual && chunked && behaviour.framing().cut() == 0) {
            exchange.pause(behaviour.first().plus(pace.multipliedBy(PRODUCT_PIECES)));
            exchange.begin(answer.status(), answer.headers());
            for (int from = 0; from < answer.body().length; from += CHUNK) {
                exchange.chunk(Arrays.copyOfRange(answer.body(), from, Math.min(from + CHUNK, answer.body().length)));
            }
            exchange.end();
        } else {
            whole(answer, failure, PRODUCT_PIECES);
        }
    }

    /** Sends an answer in one piece, after the time that it would have taken as a stream, within reason. */
    void whole(Whole answer, Whole failure, int pieces) throws IOException {
        Duration thought = pace.multipliedBy(pieces);
        exchange.pause(behaviour.first().plus(thought.compareTo(LONGEST_THOUGHT) < 0 ? thought : LONGEST_THOUGHT));
        int half = answer.body().length / 2;
        switch (behaviour.ending().kind()) {
            case COMPLETE -> {
                if (behaviour.framing().cut() > 0) {
                    exchange.begin(answer.status(), answer.headers());
                    write(answer.body());
                    exchange.end();
                } else {
                    exchange.respond(answer.status(), answer.headers(), answer.body());
                }
            }
            case TRUNCATE -> exchange.respond(answer.status(), answer.headers(), Arrays.copyOf(answer.body(), half));
            case FAIL -> exchange.respond(failure.status(), failure.headers(), failure.body());
            case DROP -> {
                if (behaviour.ending().atOnce()) {
                    exchange.drop();
                } else {
                    exchange.respondPartly(answer.status(), answer.headers(), answer.body(), half);
                }
            }
            case RESET -> exchange.reset();
            case HANG -> exchange.hang();
        }
    }

    void stream(Wording.Streamed stream, int pieces) throws IOException {
        exchange.pause(behaviour.first());
        Ending ending = behaviour.ending();
        if (!ending.atOnce()) {
            exchange.begin(200, stream.headers());
            if (behaviour.framing().byteOrderMark()) {
                write("\uFEFF".getBytes(StandardCharsets.UTF_8));
            }
            send(stream, stream.opening());
            int count = ending.pieces(pieces);
            for (int i = 0; i < count; i++) {
                exchange.pause(pace);
                send(stream, stream.piece(i, ending.kind() == Ending.Kind.COMPLETE && i == pieces - 1));
            }
        }
        switch (ending.kind()) {
            case COMPLETE -> {
                send(stream, stream.closing());
                exchange.end();
            }
            case TRUNCATE -> exchange.end();
            case FAIL -> {
                send(stream, stream.failure());
                exchange.end();
            }
            case DROP -> exchange.drop();
            case RESET -> exchange.reset();
            case HANG -> exchange.hang();
        }
    }

    private void send(Wording.Streamed stream, List<String> frames) throws IOException {
        String lineEnd = behaviour.framing().lineEnd().orElse(stream.lineEnd());
        for (String frame : frames) {
            String lines = behaviour.framing().comments() ? withComments(frame) : frame;
            write(lines.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A comment between the events, with a line that looks like data, and one within. Bare JSON is no event. */
    private static String withComments(String frame) {
        if (!frame.startsWith("data:") && !frame.startsWith("event:")) {
            return frame;
        }
        int firstLine = frame.indexOf('\n') + 1;
        return ": still here\n:data: {}\n\n" + frame.substring(0, firstLine) + ":\n" + frame.substring(firstLine);
    }

    private void write(byte[] bytes) throws IOException {
        int cut = behaviour.framing().cut();
        if (cut == 0) {
            exchange.chunk(bytes);
            return;
        }
        var piece = new ByteArrayOutputStream();
        for (byte b : bytes) {
            piece.write(b);
            if (piece.size() == cut) {
                exchange.chunk(piece.toByteArray());
                piece.reset();
            }
        }
        exchange.chunk(piece.toByteArray());
    }
}
