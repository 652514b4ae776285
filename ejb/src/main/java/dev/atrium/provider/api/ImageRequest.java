package dev.atrium.provider.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A request for images, already fitted to the model: an option that the model does not take is absent, see
 * {@link ImageAbilities}.
 *
 * @param model the provider's own id of the model
 * @param prompt what is to be seen, not blank
 * @param count how many images, at least 1 and at most {@link ImageAbilities#imagesPerCall}
 * @param size the size wanted; absent leaves it to the model
 * @param quality such as {@code high} or {@code hd}
 * @param style such as {@code vivid}
 * @param format the file format wanted; absent leaves it to the model
 */
public record ImageRequest(
        String model,
        String prompt,
        int count,
        Optional<ImageSize> size,
        Optional<String> quality,
        Optional<String> style,
        Optional<ImageFormat> format) {

    public ImageRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(style, "style");
        Objects.requireNonNull(format, "format");
        if (prompt.isBlank()) {
            throw new IllegalArgumentException("A prompt is not blank");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count is at least 1");
        }
    }
}
