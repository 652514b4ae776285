package dev.atrium.generation;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.Usage;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider's whole answer.
 *
 * @param text possibly empty
 * @param reasoning the model's visible thinking, possibly empty
 * @param usage what the provider reports or the request determines; empty where it has to be estimated from the text
 * @param product what was made beside text
 */
public record Answer(
        String text, String reasoning, FinishReason finishReason, Optional<Usage> usage, Optional<Product> product) {

    public Answer {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(reasoning, "reasoning");
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(product, "product");
    }

    /** An answer that is something else than text. */
    public static Answer of(Product product, Usage usage) {
        return new Answer("", "", FinishReason.STOP, Optional.of(usage), Optional.of(product));
    }
}
