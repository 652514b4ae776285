package dev.atrium.demo.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The reading side of a connection. It can also wait: a pause is a read with a time limit, so a client that hangs up is
 * noticed at once and not by the next write but one.
 */
final class ConnectionInput {

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;

    ConnectionInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** The next byte, or -1 at the end. Fails with {@link SocketTimeoutException} after the given silence. */
    int read(Duration silence) throws IOException {
        if (position == limit && !fill(silence)) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    /** Reads exactly {@code length} bytes into the target. */
    void readFully(byte[] target, int offset, int length, Duration silence) throws IOException {
        int done = 0;
        while (done < length) {
            if (position == limit && !fill(silence)) {
                throw new ClientGoneException("The request's body ends too early.", null);
            }
            int n = Math.min(length - done, limit - position);
            System.arraycopy(buffer, position, target, offset + done, n);
            position += n;
            done += n;
        }
    }

    /**
     * Waits. What the client sends meanwhile is kept for its next request.
     *
     * @throws ClientGoneException as soon as the client closes or resets the connection
     */
    void pause(Duration duration) throws IOException {
        long deadline = System.nanoTime() + duration.toNanos();
        long left = duration.toNanos();
        while (left > 0) {
            if (position == limit) {
                position = 0;
                limit = 0;
            }
            if (limit == buffer.length) {
                throw new ClientGoneException("The client sends without waiting for its answer.", null);
            }
            // Zero would mean no limit at all.
            socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left))));
            try {
                int n = in.read(buffer, limit, buffer.length - limit);
                if (n < 0) {
                    throw new ClientGoneException("The client closed the connection.", null);
                }
                limit += n;
            } catch (SocketTimeoutException e) {
                return;
            } catch (ClientGoneException e) {
                throw e;
            } catch (IOException e) {
                throw new ClientGoneException("The client reset the connection.", e);
            }
            left = deadline - System.nanoTime();
        }
    }

    private boolean fill(Duration silence) throws IOException {
        socket.setSoTimeout((int) silence.toMillis());
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
