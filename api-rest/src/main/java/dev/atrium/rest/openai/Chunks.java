package dev.atrium.rest.openai;

import dev.atrium.rest.openai.ChoiceFeed.Said;
import java.util.Optional;

/** How a stream says what generations say. */
interface Chunks {

    /** What is sent for an event; empty for one that clients do not hear of. */
    Optional<Object> of(Said said);

    /** What is sent about the tokens that were used, after the last event; empty when nobody asked. */
    Optional<Object> usage(TokensUsed used);
}
