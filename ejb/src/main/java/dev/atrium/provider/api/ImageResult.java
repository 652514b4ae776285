package dev.atrium.provider.api;

import java.io.Closeable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Images that a provider made.
 *
 * @param images at least one; fewer than asked for when the provider's policy kept some back
 * @param usage the tokens of models that are billed by them; empty for those billed by the image
 */
public record ImageResult(List<Image> images, Optional<TokenUsage> usage) implements Closeable {

    /**
     * One image.
     *
     * @param revisedPrompt what the provider made of the prompt
     */
    public record Image(MediaFile file, Optional<String> revisedPrompt) {
        public Image {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(revisedPrompt, "revisedPrompt");
        }
    }

    public ImageResult {
        images = List.copyOf(images);
        Objects.requireNonNull(usage, "usage");
        if (images.isEmpty()) {
            throw new IllegalArgumentException("A result has at least one image");
        }
    }

    /** Deletes the files that have not been moved away. */
    @Override
    public void close() {
        images.forEach(image -> image.file().close());
    }
}
