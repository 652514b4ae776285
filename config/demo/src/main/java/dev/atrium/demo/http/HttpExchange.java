package dev.atrium.demo.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * One request and the means to answer it. Exactly one of {@link #respond} and {@link #begin} starts the answer; a begun one
 * consists of {@link #chunk}s and is completed by {@link #end}. {@link #drop} and {@link #reset} kill the connection at any
 * point. Used by one thread.
 *
 * <p>Every method that touches the connection throws {@link ClientGoneException} when the client has left.
 */
public final class HttpExchange {

    private static final Duration ABOUT_FOREVER = Duration.ofDays(20);

    private final HttpRequest request;
    private final Socket socket;
    private final ConnectionInput in;
    private final OutputStream out;
    private boolean reusable = true;

    HttpExchange(HttpRequest request, Socket socket, ConnectionInput in) throws IOException {
        this.request = request;
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
    }

    public HttpRequest request() {
        return request;
    }

    /** Answers at once, with a length. */
    public void respond(int status, Map<String, String> headers, byte[] body) throws IOException {
        var message = head(status, headers);
        line(message, "content-length: " + body.length);
        line(message, "");
        message.writeBytes(body);
        write(message.toByteArray());
    }

    /** Announces more bytes than it sends, then closes the connection: an answer that breaks off. */
    public void respondPartly(int status, Map<String, String> headers, byte[] body, int sent) throws IOException {
        var message = head(status, headers);
        line(message, "content-length: " + body.length);
        line(message, "");
        message.write(body, 0, sent);
        write(message.toByteArray());
        drop();
    }

    /** Begins an answer whose length is not known: status and headers go out now, the body follows in chunks. */
    public void begin(int status, Map<String, String> headers) throws IOException {
        var message = head(status, headers);
        line(message, "transfer-encoding: chunked");
        line(message, "");
        write(message.toByteArray());
    }

    /** Sends these bytes as one chunk of the HTTP transfer coding, at once. Nothing is sent for an empty array. */
    public void chunk(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            var message = new ByteArrayOutputStream(bytes.length + 16);
            line(message, Integer.toHexString(bytes.length));
            message.writeBytes(bytes);
            line(message, "");
            write(message.toByteArray());
        }
    }

    /** Completes a begun answer. */
    public void end() throws IOException {
        write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Waits, and fails as soon as the client leaves. */
    public void pause(Duration duration) throws IOException {
        in.pause(duration);
    }

    /** Says nothing more until the client leaves or the server stops. */
    public void hang() throws IOException {
        while (!socket.isClosed()) {
            in.pause(ABOUT_FOREVER);
        }
    }

    /** Closes the connection without completing the answer. */
    public void drop() throws IOException {
        reusable = false;
        socket.close();
    }

    /** Resets the connection (RST): what was sent but not yet read may be lost on the client's side. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        drop();
    }

    boolean reusable() {
        return reusable
                && !socket.isClosed()
                && request.header("connection")
                        .filter("close"::equalsIgnoreCase)
                        .isEmpty();
    }

    private static ByteArrayOutputStream head(int status, Map<String, String> headers) {
        var message = new ByteArrayOutputStream(512);
        line(message, "HTTP/1.1 " + status + " " + reason(status));
        line(message, "date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        headers.forEach((name, value) -> line(message, name + ": " + value));
        return message;
    }

    private static void line(ByteArrayOutputStream message, String line) {
        message.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
        message.write('\r');
        message.write('\n');
    }

    private void write(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new ClientGoneException("The client was gone when the answer was written.", e);
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Status " + status;
        };
    }
}
