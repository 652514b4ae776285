package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation;
import java.util.Optional;

/**
 * Where a service keeps what its generations made, if not in their rows. The pipeline knows no service: each that keeps something has a
 * bean of this type.
 */
public interface Archive {

    /**
     * What a generation made, as its service told it for the first time.
     *
     * @param turn the place in a conversation; empty outside of conversations
     * @param product what was made beside text
     */
    record Kept(Optional<Order.Turn> turn, String text, String reasoning, Optional<Product> product) {}

    /** Whether what such a generation makes is kept here. */
    boolean keeps(Generation generation);

    /** What is kept of a generation, which may have failed; empty once it was deleted. */
    Optional<Kept> find(Generation generation);
}
