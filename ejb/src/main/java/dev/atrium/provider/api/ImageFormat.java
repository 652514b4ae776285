package dev.atrium.provider.api;

import java.util.Locale;

/** The file formats in which images come. */
public enum ImageFormat {
    PNG,
    JPEG,
    WEBP;

    /** The word in the API, such as {@code png}; it is the extension of files as well. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return "image/" + code();
    }
}
