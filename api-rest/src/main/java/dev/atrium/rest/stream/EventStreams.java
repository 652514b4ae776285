package dev.atrium.rest.stream;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes event streams to clients. They have threads of their own, so that clients that do not read can hold up one another, but never a
 * generation.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = EventStreams.EXECUTOR, maxAsync = EventStreams.MOST_THREADS)
public class EventStreams {

    static final String EXECUTOR = "java:module/concurrent/EventStreams";

    /** As many clients can stall at once before other streams wait for one of them to time out. */
    static final int MOST_THREADS = 64;

    /** Below the shortest idle timeout that proxies commonly have, 30 s. */
    private static final int HEARTBEAT_SECONDS = 15;

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

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
