package dev.atrium.rest.generation;

import dev.atrium.generation.GenerationEvents;
import dev.atrium.rest.json.JsonFormat;
import dev.atrium.rest.stream.EventFeed;
import dev.atrium.rest.stream.StreamedEvent;
import java.util.List;

/** The events of a generation in the words of the wire, for the request of one client. */
final class GenerationFeed implements EventFeed {

    /** Enough to write without asking for each, little enough to hold for every client. */
    private static final int BATCH = 64;

    private final GenerationEvents events;
    private final String instance;
    private final String traceId;

    /**
     * @param instance the address that the client asked
     * @param traceId what the log knows its request under
     */
    GenerationFeed(GenerationEvents events, String instance, String traceId) {
        this.events = events;
        this.instance = instance;
        this.traceId = traceId;
    }

    @Override
    public Batch after(long id) {
        List<StreamedEvent> batch =
                events.after(id, BATCH).stream().map(this::streamed).toList();
        long last = batch.isEmpty() ? id : batch.get(batch.size() - 1).id();
        return new Batch(batch, events.isExhausted(last));
    }

    @Override
    public Subscription subscribe(Runnable listener) {
        return events.subscribe(listener)::close;
    }

    private StreamedEvent streamed(GenerationEvents.Numbered numbered) {
        WireEvent event = WireEvent.of(numbered.event(), instance, traceId);
        return new StreamedEvent(numbered.id(), event.type(), JsonFormat.jsonb().toJson(event));
    }
}
