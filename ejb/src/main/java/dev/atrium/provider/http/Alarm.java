package dev.atrium.provider.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs an action on an executor when its time has come, once for each time it is set, unless it is set anew or off before. */
final class Alarm {

    private final Runnable action;
    private final Executor executor;
    private CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);
    private boolean off;

    Alarm(Runnable action, Executor executor) {
        this.action = action;
        this.executor = executor;
    }

    synchronized void set(Duration delay) {
        if (off) {
            return;
        }
        pending.cancel(false);
        // The JDK's own timer thread only completes the future, and forgets a future that is cancelled.
        pending = new CompletableFuture<Void>().completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> unused = pending.thenRunAsync(action, executor);
    }

    /** Switches it off for good. */
    synchronized void off() {
        off = true;
        pending.cancel(false);
    }
}
