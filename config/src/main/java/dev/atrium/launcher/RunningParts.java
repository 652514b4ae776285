package dev.atrium.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been started, ended in reverse order when the process is told to stop. A part that is just starting is waited for,
 * so that none is left behind.
 */
final class RunningParts {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean stopping;

    void stopWithTheProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "atrium-stop"));
    }

    /** Starts a part. When the process is being stopped already, this never returns, and the process ends. */
    synchronized <P extends AutoCloseable, E extends Exception> P start(Starter<P, E> starter) throws E {
        try {
            while (stopping) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the process is stopping", e);
        }
        P part = starter.start();
        parts.push(part);
        return part;
    }

    private synchronized void stop() {
        stopping = true;
        Console.silenceOthers();
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                Console.complain(part.getClass().getSimpleName() + " was not stopped cleanly: " + e.getMessage());
            }
        }
    }

    /** Starts one part, or fails in the way that it declares. */
    interface Starter<P extends AutoCloseable, E extends Exception> {
        P start() throws E;
    }
}
