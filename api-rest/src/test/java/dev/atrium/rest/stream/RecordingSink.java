package dev.atrium.rest.stream;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** A client of an event stream that notes what it receives: at once or later, and until it goes away. */
final class RecordingSink implements SseEventSink {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Executor network;
    private final int goesAfter;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * @param network where a send completes
     * @param goesAfter how many events the client takes before it is gone
     */
    RecordingSink(Executor network, int goesAfter) {
        this.network = network;
        this.goesAfter = goesAfter;
    }

    /** What came so far: of an event its id, of a comment its text. */
    List<String> received() {
        return List.copyOf(received);
    }

    CompletableFuture<Void> closed() {
        return closed;
    }

    @Override
    public boolean isClosed() {
        return closed.isDone();
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        network.execute(() -> {
            if (received.size() >= goesAfter) {
                sent.completeExceptionally(new IOException("Broken pipe"));
            } else {
                received.add(event.getId() == null ? event.getComment() : event.getId());
                sent.complete(null);
            }
        });
        return sent;
    }

    @Override
    public void close() {
        closed.complete(null);
    }

    /** Makes events for such clients. */
    static final class Events implements Sse {

        @Override
        public OutboundSseEvent.Builder newEventBuilder() {
            return new EventBuilder();
        }

        @Override
        public SseBroadcaster newBroadcaster() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class EventBuilder implements OutboundSseEvent.Builder {

        private String id;
        private String name;
        private String comment;
        private Object data;

        @Override
        public EventBuilder id(String value) {
            id = value;
            return this;
        }

        @Override
        public EventBuilder name(String value) {
            name = value;
            return this;
        }

        @Override
        public EventBuilder comment(String value) {
            comment = value;
            return this;
        }

        @Override
        public EventBuilder reconnectDelay(long milliseconds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EventBuilder mediaType(MediaType mediaType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EventBuilder data(Class type, Object value) {
            data = value;
            return this;
        }

        @Override
        public EventBuilder data(GenericType type, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EventBuilder data(Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OutboundSseEvent build() {
            return new Event(id, name, comment, data);
        }
    }

    private record Event(String id, String name, String comment, Object data) implements OutboundSseEvent {

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getComment() {
            return comment;
        }

        @Override
        public Object getData() {
            return data;
        }

        @Override
        public Class<?> getType() {
            return String.class;
        }

        @Override
        public Type getGenericType() {
            return String.class;
        }

        @Override
        public MediaType getMediaType() {
            return MediaType.TEXT_PLAIN_TYPE;
        }

        @Override
        public long getReconnectDelay() {
            return RECONNECT_NOT_SET;
        }

        @Override
        public boolean isReconnectDelaySet() {
            return false;
        }
    }
}
