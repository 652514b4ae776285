package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation.Timing;
import java.util.Optional;

/**
 * What had arrived when a generation ended, from whom, and how long it took.
 *
 * @param candidate the one that was asked last
 * @param retries how often it was asked anew, by whatever way
 */
public record Transcript(
        String text, String reasoning, Optional<Product> product, Candidate candidate, int retries, Timing timing) {

    boolean isEmpty() {
        return text.isEmpty() && reasoning.isEmpty() && product.isEmpty();
    }
}
