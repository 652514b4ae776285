package dev.atrium.provider.http;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which the events of streams are read and handed over. They are a pool of their own, because in the
 * container's default one calls that wait for an answer could take up every thread, and the answer would find none. It is
 * made here, of the container's threads, since Payara does not find a {@code @ManagedExecutorDefinition} when it checks what is
 * injected.
 */
@ApplicationScoped
public class ProviderThreads {

    /** A stream needs one only while there is something to read, and nothing that they do waits: more would only get in each other's way. */
    private static final int MOST_THREADS = 32;

    private static final int IDLE_THREAD_SECONDS = 30;

    @Resource
    private ManagedThreadFactory threads;

    private ThreadPoolExecutor executor;

    @PostConstruct
    void start() {
        // The queue holds at most a few tasks for each open stream, for none is given more to read than it has asked
        // for.
        executor = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads);
        executor.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    ExecutorService executor() {
        return executor;
    }
}
