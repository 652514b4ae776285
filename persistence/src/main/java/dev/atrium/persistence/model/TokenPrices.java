package dev.atrium.persistence.model;

import dev.atrium.persistence.credit.Credits;
import java.util.Objects;
import java.util.Optional;

/**
 * What text costs, for each million tokens.
 *
 * @param input for input that was neither read from nor written to a cache
 * @param cachedInput for input read from a cache
 * @param cacheWrite for input written to a cache
 * @param output for output, reasoning included unless it has a price of its own
 * @param reasoning for reasoning
 * @param longContext what holds instead once the whole input exceeds a size
 */
public record TokenPrices(
        Credits input,
        Credits cachedInput,
        Credits cacheWrite,
        Credits output,
        Credits reasoning,
        Optional<LongContext> longContext) {

    /** What costs nothing, such as a model on a server in the house. */
    public static final TokenPrices FREE =
            new TokenPrices(Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, Optional.empty());

    public TokenPrices {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(cachedInput, "cachedInput");
        Objects.requireNonNull(cacheWrite, "cacheWrite");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(reasoning, "reasoning");
        Objects.requireNonNull(longContext, "longContext");
    }

    /**
     * Prices of requests with a long input.
     *
     * @param above these hold when the input has more tokens than this
     */
    public record LongContext(long above, Credits input, Credits cachedInput, Credits output) {}
}
