package dev.atrium.generation;

import java.util.Optional;
import java.util.UUID;

/** Where answers are kept that belong to a conversation. The pipeline does not know conversations; who does, answers. */
public interface KeptTurns {

    /** An answer with its place. */
    record Kept(Order.Turn turn, String text, String reasoning) {}

    /** The answer that is kept under an id of a message; empty once its conversation was deleted. */
    Optional<Kept> find(UUID messageId);
}
