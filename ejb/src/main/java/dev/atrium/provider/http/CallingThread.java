package dev.atrium.provider.http;

import dev.atrium.provider.api.CallLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Runs what it is given at once, on the thread that gives it. A REST client occupies a thread for as long as the provider
 * thinks; where {@link ProviderCalls} is going to wait for the outcome anyway, that may as well be the one that waits.
 */
final class CallingThread extends AbstractExecutorService {

    /** The log of the try that this thread makes. Filters of a client see the request as it is on the wire, and no more. */
    private static final ThreadLocal<CallLog> LOG = new ThreadLocal<>();

    /** Makes a try that may be named meanwhile. */
    static <T> T during(Optional<CallLog> log, Callable<T> attempt) throws Exception {
        log.ifPresent(LOG::set);
        try {
            return attempt.call();
        } finally {
            LOG.remove();
        }
    }

    /** The provider has named the try that this thread makes. */
    static void name(String requestId) {
        CallLog log = LOG.get();
        if (log != null) {
            log.named(requestId);
        }
    }

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
