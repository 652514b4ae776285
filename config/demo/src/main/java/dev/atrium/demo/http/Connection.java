package dev.atrium.demo.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Serves the requests of one connection, one after the other, until either side closes it. */
final class Connection {

    /** Longer than the JDK's client keeps an idle connection, so that it is the client that closes it. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final Duration SLOWEST_REQUEST = Duration.ofMinutes(2);
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    /** The largest body that a vendor takes: Anthropic's 32 MB. */
    private static final int MAX_BODY = 32 * 1024 * 1024;

    private final Socket socket;
    private final HttpServer.Handler handler;
    private final ConnectionInput in;

    Connection(Socket socket, HttpServer.Handler handler) throws IOException {
        this.socket = socket;
        this.handler = handler;
        this.in = new ConnectionInput(socket);
    }

    void serve() throws IOException {
        boolean open = true;
        while (open) {
            open = serveOne();
        }
    }

    private boolean serveOne() throws IOException {
        String start = line();
        if (start == null) {
            return false;
        }
        if (start.isEmpty()) {
            return true;
        }
        String[] words = start.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            return refuse(400, "Not an HTTP/1.1 request line.");
        }
        Map<String, String> headers = headers();
        byte[] body;
        URI target;
        try {
            target = new URI(words[1]);
            body = body(headers);
        } catch (URISyntaxException | NumberFormatException e) {
            return refuse(400, "Malformed request.");
        }
        if (body == null) {
            return refuse(413, "The request's body is larger than " + MAX_BODY + " bytes.");
        }
        String path = target.getPath() == null ? "/" : target.getPath();
        String query = target.getRawQuery() == null ? "" : target.getRawQuery();
        var exchange = new HttpExchange(new HttpRequest(words[0], path, query, headers, body), socket, in);
        handler.handle(exchange);
        return exchange.reusable();
    }

    private boolean refuse(int status, String reason) throws IOException {
        var request = new HttpRequest("", "", "", Map.of(), new byte[0]);
        new HttpExchange(request, socket, in)
                .respond(
                        status,
                        Map.of("content-type", "text/plain", "connection", "close"),
                        reason.getBytes(StandardCharsets.US_ASCII));
        return false;
    }

    private Map<String, String> headers() throws IOException {
        var headers = new LinkedHashMap<String, String>();
        String line = line();
        while (line != null && !line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() == MAX_HEADERS) {
                throw new IOException("Malformed or too many header fields.");
            }
            headers.merge(
                    line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim(),
                    (first, second) -> first + ", " + second);
            line = line();
        }
        return headers;
    }

    /** The body; null when it is larger than anything that a vendor takes. */
    private byte[] body(Map<String, String> headers) throws IOException {
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunkedBody();
        }
        long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
        if (length < 0 || length > MAX_BODY) {
            return null;
        }
        byte[] body = new byte[(int) length];
        in.readFully(body, 0, body.length, SLOWEST_REQUEST);
        return body;
    }

    private byte[] chunkedBody() throws IOException {
        var body = new ByteArrayOutputStream();
        int size = chunkSize();
        while (size > 0) {
            if (size > MAX_BODY - body.size()) {
                return null;
            }
            byte[] chunk = new byte[size];
            in.readFully(chunk, 0, size, SLOWEST_REQUEST);
            body.writeBytes(chunk);
            line();
            size = chunkSize();
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = line();
        if (line == null) {
            throw new ClientGoneException("The request's body ends too early.", null);
        }
        int extension = line.indexOf(';');
        int size = Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
        if (size < 0) {
            throw new NumberFormatException("A chunk cannot have a negative size.");
        }
        return size;
    }

    /** The next line without its end; null when the client closed the connection. */
    private String line() throws IOException {
        var line = new ByteArrayOutputStream(128);
        int b = in.read(IDLE);
        while (b >= 0 && b != '\n') {
            if (line.size() == MAX_LINE) {
                throw new IOException("A line of the request's head is longer than " + MAX_LINE + " bytes.");
            }
            if (b != '\r') {
                line.write(b);
            }
            b = in.read(IDLE);
        }
        return b < 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
    }
}
