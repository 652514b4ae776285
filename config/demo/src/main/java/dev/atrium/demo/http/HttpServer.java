package dev.atrium.demo.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server on the loopback interface, one thread per connection. Connections above the limit are closed at once.
 * {@link #close} ends every connection and thread, also those in the middle of an answer, before it returns.
 */
public final class HttpServer implements AutoCloseable {

    /** Answers requests; called by many threads. Failing with {@link ClientGoneException} is normal and not logged. */
    @FunctionalInterface
    public interface Handler {

        void handle(HttpExchange exchange) throws IOException;
    }

    private static final Logger LOG = System.getLogger(HttpServer.class.getName());
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 1024;
    private static final long STOP_SECONDS = 5;

    private final ServerSocket listener;
    private final Handler handler;
    private final ThreadGroup group;
    private final ThreadPoolExecutor threads;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private HttpServer(ServerSocket listener, int maxConnections, Handler handler) {
        this.listener = listener;
        this.handler = handler;
        var number = new AtomicInteger();
        this.group = new ThreadGroup("demo-providers-" + listener.getLocalPort());
        // One more thread than connections: the one that accepts.
        this.threads =
                new ThreadPoolExecutor(0, maxConnections + 1, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(group, task, group.getName() + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @param port the port; 0 takes any free one
     * @throws UncheckedIOException when the port is taken
     */
    public static HttpServer start(int port, int maxConnections, Handler handler) {
        try {
            var listener = new ServerSocket();
            try {
                listener.setReuseAddress(true);
                listener.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
            } catch (IOException e) {
                listener.close();
                throw e;
            }
            var server = new HttpServer(listener, maxConnections, handler);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port + ".", e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        quietly(listener);
        threads.shutdownNow();
        connections.forEach(HttpServer::quietly);
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "Some connections did not end within {0} s.", STOP_SECONDS);
                return;
            }
            // The pool counts a thread as gone when its last task has ended, a moment before the thread itself has.
            var last = new Thread[group.activeCount()];
            int alive = group.enumerate(last);
            for (int i = 0; i < alive; i++) {
                last[i].join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                try {
                    threads.execute(() -> serve(socket));
                } catch (RejectedExecutionException e) {
                    quietly(socket);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.log(Level.WARNING, "A connection could not be accepted.", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        connections.add(socket);
        try (socket) {
            // close() may have looked at the connections just before this one joined them.
            if (!listener.isClosed()) {
                socket.setTcpNoDelay(true);
                new Connection(socket, handler).serve();
            }
        } catch (IOException e) {
            LOG.log(Level.TRACE, "A connection ended.", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A request could not be answered.", e);
        } finally {
            connections.remove(socket);
        }
    }

    private static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.log(Level.TRACE, "Closing failed.", e);
        }
    }
}
