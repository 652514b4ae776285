package dev.atrium.rest.stream;

import java.util.List;

/** Events that are there already and more that are to come, for readers who each go at a pace of their own. */
public interface EventFeed {

    /**
     * Some events in their order.
     *
     * @param over whether no event will ever follow these
     */
    record Batch(List<StreamedEvent> events, boolean over) {

        public Batch {
            events = List.copyOf(events);
        }
    }

    /** The events after the one of this number, as many as are there or a bounded part of them; none if there are none yet. */
    Batch after(long id);

    /** Has a listener called whenever there may be more. It is called from any thread and returns at once. */
    Subscription subscribe(Runnable listener);

    /** That a listener is called. */
    interface Subscription {

        /** The listener is called no more; harmless when called again. */
        void close();
    }
}
