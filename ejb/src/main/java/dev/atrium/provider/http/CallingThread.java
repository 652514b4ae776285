package dev.atrium.provider.http;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs what it is given at once, on the thread that gives it. A REST client occupies a thread for as long as the provider
 * thinks; where {@link ProviderCalls} is going to wait for the outcome anyway, that may as well be the one that waits.
 */
final class CallingThread extends AbstractExecutorService {

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    /** Has nothing to shut down: it owns no thread, and a client that is closed takes no more calls. */
    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
