package dev.atrium.rest.stream;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes a feed to one client. It reads the feed with a cursor of its own and has at most one task at work, which ends as soon as there is
 * nothing to write: a slow client holds up itself, an idle one holds no thread. What a client missed it can read again from the number of the
 * last event that it saw.
 */
final class EventStreamWriter {

    private static final Logger LOG = System.getLogger(EventStreamWriter.class.getName());

    private final SseEventSink sink;
    private final Sse sse;
    private final EventFeed feed;
    private final Executor executor;

    /** Calls of {@link #wake} that no task has answered; whoever raises it from zero starts the task. */
    private final AtomicInteger wakeUps = new AtomicInteger();

    private final AtomicBoolean heartbeatDue = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Read from the feed and not yet written. This and the two below belong to the task at work. */
    private final Queue<StreamedEvent> pending = new ArrayDeque<>();

    private long cursor;
    private boolean over;

    /**
     * @param lastSeen the number of the last event that the client has, 0 for none
     * @param executor runs the task; a client that does not read keeps its thread until the server's write timeout
     */
    EventStreamWriter(SseEventSink sink, Sse sse, EventFeed feed, long lastSeen, Executor executor) {
        this.sink = sink;
        this.sse = sse;
        this.feed = feed;
        this.cursor = lastSeen;
        this.executor = executor;
    }

    /** Completes when the last event was written, or the client has gone. */
    CompletionStage<Void> ended() {
        return ended;
    }

    /** There may be something to write. Returns at once. */
    void wake() {
        if (!ended.isDone() && wakeUps.getAndIncrement() == 0) {
            startTask();
        }
    }

    /** Shows the client, and every proxy on the way, that the stream is alive; and finds out whether the client is. */
    void heartbeat() {
        heartbeatDue.set(true);
        wake();
    }

    private void startTask() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "No thread is left for an event stream; its client has to come back", e);
            end();
        }
    }

    private void work() {
        try {
            write();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An event stream broke off", e);
            end();
        }
    }

    private void write() {
        int answered = wakeUps.get();
        while (!ended.isDone()) {
            Optional<OutboundSseEvent> next = next();
            if (next.isPresent()) {
                if (!send(next.get())) {
                    return;
                }
            } else if (over) {
                end();
            } else {
                answered = wakeUps.addAndGet(-answered);
                if (answered == 0) {
                    return;
                }
            }
        }
    }

    /** What to write next; empty when there is nothing for now, or nothing ever again. */
    private Optional<OutboundSseEvent> next() {
        if (pending.isEmpty() && !over) {
            EventFeed.Batch batch = feed.after(cursor);
            pending.addAll(batch.events());
            over = batch.over();
        }
        StreamedEvent event = pending.poll();
        if (event != null) {
            cursor = event.id();
            return Optional.of(sse.newEventBuilder()
                    .id(String.valueOf(event.id()))
                    .name(event.name())
                    .data(String.class, event.data())
                    .build());
        }
        return heartbeatDue.compareAndSet(true, false)
                ? Optional.of(sse.newEventBuilder().comment("heartbeat").build())
                : Optional.empty();
    }

    /** Sends an event; false when this task is over because the client has gone, or because another goes on once it was sent. */
    private boolean send(OutboundSseEvent event) {
        CompletableFuture<?> sent;
        try {
            sent = sink.send(event).toCompletableFuture();
        } catch (IllegalStateException closed) {
            end();
            return false;
        }
        if (!sent.isDone()) {
            sent.whenComplete((ok, failure) -> {
                if (failure == null) {
                    startTask();
                } else {
                    end();
                }
            });
            return false;
        }
        if (sent.isCompletedExceptionally()) {
            end();
        }
        return !ended.isDone();
    }

    private void end() {
        if (ended.complete(null)) {
            sink.close();
        }
    }
}
