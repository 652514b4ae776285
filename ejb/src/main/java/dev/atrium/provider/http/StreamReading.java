package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TokenUsage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from the bytes of one answer to its events: parser, then decoder. Whatever goes wrong on it becomes the last
 * event, after which there is nothing more.
 */
final class StreamReading implements EventStreamParser.Listener {

    private final String provider;
    private final StreamDecoder decoder;
    private final EventStreamParser parser;
    private final List<StreamEvent> events = new ArrayList<>();
    private boolean ended;

    StreamReading(String provider, StreamDecoder decoder, int maxEventBytes) {
        this.provider = provider;
        this.decoder = decoder;
        this.parser = new EventStreamParser(this, maxEventBytes);
    }

    /** Takes bytes and gives the events that they complete. */
    List<StreamEvent> feed(List<ByteBuffer> bytes) {
        return guarded(() -> bytes.forEach(parser::feed));
    }

    /** Takes the orderly end of the bytes and gives the last event, unless there has been one. */
    List<StreamEvent> finish() {
        return guarded(() -> {
            parser.finish();
            decoder.end().or(() -> Optional.of(unfinished())).ifPresent(this::add);
        });
    }

    /** Takes an end for any other reason and gives the last event; the reason counts only if the answer is not complete. */
    List<StreamEvent> breakOff(ProviderException reason) {
        return guarded(() -> add(decoder.end().orElseGet(() -> new StreamEvent.Failed(reason))));
    }

    Optional<TokenUsage> usageSoFar() {
        return decoder.usageSoFar();
    }

    @Override
    public void event(ServerSentEvent event) {
        if (!ended) {
            decoder.decode(event, this::add);
        }
    }

    @Override
    public void stray(String line) {
        if (!ended) {
            decoder.stray(line);
        }
    }

    @Override
    public void unfinished(ServerSentEvent event) {
        if (!ended) {
            decoder.unfinished(event, this::add);
        }
    }

    private List<StreamEvent> guarded(Runnable step) {
        if (ended) {
            return List.of();
        }
        try {
            step.run();
        } catch (ProviderException e) {
            add(new StreamEvent.Failed(e));
        } catch (RuntimeException e) {
            // A decoder trusts the format; where the format is broken, whatever it trips over is the provider's fault.
            add(new StreamEvent.Failed(
                    Failure.of(provider, Kind.PROTOCOL).cause(e).exception()));
        }
        List<StreamEvent> result = List.copyOf(events);
        events.clear();
        return result;
    }

    private void add(StreamEvent event) {
        if (!ended) {
            ended = event instanceof StreamEvent.Completed || event instanceof StreamEvent.Failed;
            events.add(event);
        }
    }

    private StreamEvent unfinished() {
        return new StreamEvent.Failed(
                Failure.of(provider, Kind.PROTOCOL).code("unfinished").exception());
    }
}
