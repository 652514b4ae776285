package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation.Timing;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TokenUsage;
import java.util.Optional;

/**
 * What had arrived when a generation ended, from whom, and how long it took.
 *
 * @param reported what the provider has reported of tokens while it was answering, as {@link TextStream#usageSoFar} says
 * @param candidate the one that was asked last
 * @param upstream what it took to get there
 */
public record Transcript(
        String text,
        String reasoning,
        Optional<Product> product,
        Optional<TokenUsage> reported,
        Candidate candidate,
        Upstream upstream,
        Timing timing) {

    /** The answer as it was written, its calls of tools included. */
    String written() {
        return product.orElse(null) instanceof ToolsCalled called ? text + called.written() : text;
    }

    boolean isEmpty() {
        return text.isEmpty() && reasoning.isEmpty() && product.isEmpty();
    }
}
