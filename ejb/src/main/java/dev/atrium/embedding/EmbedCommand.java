package dev.atrium.embedding;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Texts that somebody wants the vectors of.
 *
 * @param provider the provider to ask; without one the first that offers the model
 * @param inputs none of them empty, at least one
 * @param dimensions how many numbers a vector is to have, for models that can shorten it
 */
public record EmbedCommand(String model, Optional<String> provider, List<String> inputs, OptionalInt dimensions) {

    public EmbedCommand {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(dimensions, "dimensions");
        inputs = List.copyOf(inputs);
    }
}
