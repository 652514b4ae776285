package dev.atrium.rest.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A feed that a test appends to. Like the real one it hands out only a few events at a time. */
final class GrowingFeed implements EventFeed {

    private static final int BATCH = 3;

    private final List<StreamedEvent> events = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean over;

    void append() {
        synchronized (this) {
            events.add(new StreamedEvent(events.size() + 1L, "chunk", "{}"));
        }
        listeners.forEach(Runnable::run);
    }

    void finish() {
        synchronized (this) {
            over = true;
        }
        listeners.forEach(Runnable::run);
    }

    @Override
    public synchronized Batch after(long id) {
        int from = (int) Math.min(id, events.size());
        int to = Math.min(from + BATCH, events.size());
        return new Batch(events.subList(from, to), over && to == events.size());
    }

    @Override
    public Subscription subscribe(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
