package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation.Timing;

/** What had arrived when a generation ended, and how long it took. */
public record Transcript(String text, String reasoning, Timing timing) {

    boolean isEmpty() {
        return text.isEmpty() && reasoning.isEmpty();
    }
}
