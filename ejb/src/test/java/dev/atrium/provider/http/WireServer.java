package dev.atrium.provider.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a socket that plays one script for each request, so that a test decides about every byte and every cut. */
public final class WireServer implements AutoCloseable {

    /** What to answer, and how. */
    @FunctionalInterface
    public interface Script {
        void play(Connection connection) throws IOException;
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Script script = connection -> {};

    public WireServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public URI uri() {
        return URI.create("http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort());
    }

    public void answer(Script newScript) {
        script = newScript;
    }

    /** The requests so far: head, blank line, body. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            requests.add(request(in));
            script.play(new Connection(client, in, client.getOutputStream()));
        } catch (IOException e) {
            // The client has gone, which is what many tests are about.
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("No request");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    /** The connection on which a script plays. */
    public record Connection(Socket socket, InputStream in, OutputStream out) {

        /** Sends status and headers of a body that ends with the connection. */
        public Connection head(int status, String... headers) throws IOException {
            return send("HTTP/1.1 " + status + " Any\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream().map(line -> line + "\r\n").toList()) + "\r\n");
        }

        /** Sends the head of an event stream. */
        public Connection stream() throws IOException {
            return head(200, "Content-Type: text/event-stream");
        }

        /** Sends the head of an event stream in chunks, whose end is told from a broken connection. */
        public Connection chunkedStream() throws IOException {
            return head(200, "Content-Type: text/event-stream", "Transfer-Encoding: chunked");
        }

        public Connection chunk(String text) throws IOException {
            return send(Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
        }

        public Connection send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        /** Waits until the client has closed the connection. */
        public void awaitClose() {
            try {
                while (in.read() >= 0) {
                    // A client that has said all only closes.
                }
            } catch (IOException e) {
                // Closed as well, just less politely.
            }
        }
    }
}
