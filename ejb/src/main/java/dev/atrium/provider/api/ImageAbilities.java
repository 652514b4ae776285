package dev.atrium.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * What a model takes in a request for images, so that a request can be checked before it costs anything.
 *
 * @param imagesPerCall the most images that one call gives
 * @param sizes the sizes it makes, the usual one first; empty when it takes any
 * @param qualities the words for quality, the usual one first; empty when it takes none
 * @param styles the words for style; empty when it takes none
 * @param formats the file formats that can be asked for; empty when it decides itself
 * @param promptCharacters the longest prompt
 */
public record ImageAbilities(
        int imagesPerCall,
        List<ImageSize> sizes,
        List<String> qualities,
        List<String> styles,
        List<ImageFormat> formats,
        int promptCharacters) {

    public ImageAbilities {
        sizes = List.copyOf(sizes);
        qualities = List.copyOf(qualities);
        styles = List.copyOf(styles);
        formats = List.copyOf(Objects.requireNonNull(formats, "formats"));
    }
}
