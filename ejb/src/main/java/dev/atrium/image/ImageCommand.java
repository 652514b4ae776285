package dev.atrium.image;

import java.util.Objects;
import java.util.Optional;

/**
 * Images that somebody wants.
 *
 * @param provider the provider to ask; without one the first that offers the model
 * @param size such as {@code 1024x1024}; the usual one of the model without it, as for quality and style
 * @param count how many
 */
public record ImageCommand(
        String model,
        Optional<String> provider,
        String prompt,
        Optional<String> size,
        Optional<String> quality,
        Optional<String> style,
        int count) {

    public ImageCommand {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(style, "style");
    }

    /** The same of a size. */
    ImageCommand ofSize(Optional<String> other) {
        return new ImageCommand(model, provider, prompt, other, quality, style, count);
    }
}
