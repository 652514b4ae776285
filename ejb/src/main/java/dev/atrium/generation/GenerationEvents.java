package dev.atrium.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The numbered events of one generation, from 1 without a gap. Listeners keep their own place and read at their own pace, so one that
 * is slow or gone neither holds up another nor costs memory; the generation's limit of characters bounds the log.
 */
public final class GenerationEvents {

    private final List<GenerationEvent> events = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean complete;

    /** An event with its number. */
    public record Numbered(long id, GenerationEvent event) {}

    /** Ends the calls of a listener. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The events that follow a number, at most as many as asked for.
     *
     * @param lastId the number of the last event that was seen, 0 for none
     */
    public synchronized List<Numbered> after(long lastId, int limit) {
        int from = (int) Math.min(Math.max(lastId, 0), events.size());
        int to = Math.min(events.size(), from + limit);
        List<Numbered> page = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            page.add(new Numbered(i + 1L, events.get(i)));
        }
        return page;
    }

    /** Whether a listener that has seen this number has seen all there will ever be. */
    public synchronized boolean isExhausted(long lastId) {
        return complete && lastId >= events.size();
    }

    /**
     * Has a listener called after each event that comes from now on, in the thread that brings it: the call must be short and not block. Read
     * with {@link #after} once subscribed, or an event in between would be missed.
     */
    public Subscription subscribe(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void append(GenerationEvent event) {
        synchronized (this) {
            events.add(event);
        }
        listeners.forEach(Runnable::run);
    }

    void appendLast(GenerationEvent event) {
        synchronized (this) {
            events.add(event);
            complete = true;
        }
        listeners.forEach(Runnable::run);
    }
}
