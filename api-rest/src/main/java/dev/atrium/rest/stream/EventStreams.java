package dev.atrium.rest.stream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes event streams to clients. They have threads of their own, so that clients that do not read can hold up one another for a while, but
 * never a generation.
 */
@ApplicationScoped
public class EventStreams {

    /** Below the shortest idle timeout that proxies commonly have, 30 s. */
    private static final int HEARTBEAT_SECONDS = 15;

    /** As many clients can stall at once before other streams wait for one of them to time out. */
    private static final int MOST_THREADS = 64;

    private static final int IDLE_THREAD_SECONDS = 30;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private ThreadPoolExecutor executor;

    @PostConstruct
    void start() {
        // The queue needs no bound of its own: a stream never has more than one task.
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

    /**
     * Writes a feed to a client, until it is over or the client has gone. Returns at once.
     *
     * @param lastSeen the number of the last event that the client has, 0 for none
     */
    public void write(EventFeed feed, long lastSeen, SseEventSink sink, Sse sse) {
        EventStreamWriter writer = new EventStreamWriter(sink, sse, feed, lastSeen, executor);
        EventFeed.Subscription subscription = feed.subscribe(writer::wake);
        ScheduledFuture<?> heartbeat = scheduler.scheduleAtFixedRate(
                writer::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        writer.ended().thenRun(() -> {
            subscription.close();
            heartbeat.cancel(false);
        });
        writer.wake();
    }
}
