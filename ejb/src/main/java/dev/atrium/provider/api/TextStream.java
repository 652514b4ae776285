package dev.atrium.provider.api;

import java.util.Optional;
import java.util.function.Consumer;

/** An answer that is arriving. It has exactly one reader. */
public interface TextStream {

    /**
     * Hands every event to the reader, those included that arrived before this call: in order, one at a time, each once. The
     * last one is either {@link StreamEvent.Completed} or {@link StreamEvent.Failed}; nothing follows it. Call it once.
     */
    void read(Consumer<StreamEvent> reader);

    /**
     * What the provider has reported of tokens so far, for an answer that is not read to its end. The output is that of everything that has
     * arrived, or 0 where only the input was reported.
     */
    default Optional<TokenUsage> usageSoFar() {
        return Optional.empty();
    }

    /**
     * Closes the connection to the provider at once. No event is handed over after this returns, except one whose
     * delivery had already begun. Harmless after the end and when called again.
     */
    void cancel();
}
