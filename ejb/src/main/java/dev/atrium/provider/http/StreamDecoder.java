package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TokenUsage;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns the events of one vendor's stream into {@link StreamEvent}s. It keeps the state of a single answer; its methods
 * are never called at the same time, and no more once it has let go of a {@link StreamEvent.Completed} or {@link
 * StreamEvent.Failed}.
 */
public interface StreamDecoder {

    /**
     * Reads an event and hands on what it means, which may be nothing.
     *
     * @throws ProviderException if the provider reports a failure, or the event breaks the vendor's format
     */
    void decode(ServerSentEvent event, Consumer<StreamEvent> sink);

    /** A line that belongs to no event; see {@link EventStreamParser.Listener#stray}. Most vendors never send one. */
    default void stray(String line) {}

    /** What was reported of tokens so far; see {@link dev.atrium.provider.api.TextStream#usageSoFar}. Most vendors report at the end only. */
    default Optional<TokenUsage> usageSoFar() {
        return Optional.empty();
    }

    /**
     * The end of a stream that ended in an orderly way, but within an event. It counts for nothing, unless the vendor's format lets one
     * tell whether it is whole.
     */
    default void unfinished(ServerSentEvent event, Consumer<StreamEvent> sink) {}

    /**
     * What the answer is worth when the connection ends here, in whatever way: complete when the provider has said why
     * it ended, failed when the provider has said so, else nothing.
     */
    Optional<StreamEvent> end();
}
