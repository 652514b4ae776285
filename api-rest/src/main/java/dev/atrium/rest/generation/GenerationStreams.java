package dev.atrium.rest.generation;

import dev.atrium.generation.Telling;
import dev.atrium.rest.RequestTrace;
import dev.atrium.rest.stream.EventStreams;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** Answers the running request with the events of a generation. */
@RequestScoped
public class GenerationStreams {

    @Inject
    private EventStreams streams;

    @Inject
    private HttpServletRequest request;

    /** Streams a generation from its first event. Returns at once. */
    public void write(Telling generation, SseEventSink sink, Sse sse) {
        write(generation, 0, sink, sse);
    }

    /** @param lastSeen the number of the last event that the client has */
    void write(Telling generation, long lastSeen, SseEventSink sink, Sse sse) {
        String traceId = RequestTrace.of(request).traceId();
        streams.write(new GenerationFeed(generation.events(), request.getRequestURI(), traceId), lastSeen, sink, sse);
    }
}
