package dev.atrium.moderation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Texts that are to be judged.
 *
 * @param provider the provider to ask; without one the first that offers the model
 * @param inputs at least one
 */
public record ModerateCommand(String model, Optional<String> provider, List<String> inputs) {

    public ModerateCommand {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        inputs = List.copyOf(inputs);
    }
}
