package dev.atrium.provider.api;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A request for embeddings.
 *
 * @param model the provider's own id of the model
 * @param inputs the texts, none of them empty; at least one
 * @param dimensions how many numbers a vector is to have, for models that can shorten it
 */
public record EmbeddingRequest(String model, List<String> inputs, OptionalInt dimensions) {

    public EmbeddingRequest {
        Objects.requireNonNull(model, "model");
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() || inputs.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("A request has at least one text, and none of them is empty");
        }
        if (dimensions.isPresent() && dimensions.getAsInt() < 1) {
            throw new IllegalArgumentException("dimensions is at least 1");
        }
    }
}
