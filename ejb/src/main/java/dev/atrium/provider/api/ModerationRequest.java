package dev.atrium.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * A request to judge texts.
 *
 * @param model the provider's own id of the model
 * @param inputs the texts; at least one
 */
public record ModerationRequest(String model, List<String> inputs) {

    public ModerationRequest {
        Objects.requireNonNull(model, "model");
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("A request has at least one text");
        }
    }
}
