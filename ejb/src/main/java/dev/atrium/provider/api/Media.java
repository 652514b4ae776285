package dev.atrium.provider.api;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/** Bytes and what they are, such as a picture. Immutable. The bytes may lie elsewhere until they are asked for. */
public final class Media {

    private final String type;
    private final Supplier<byte[]> content;
    private final boolean loaded;

    private Media(String type, Supplier<byte[]> content, boolean loaded) {
        this.type = Objects.requireNonNull(type, "type").toLowerCase(Locale.ROOT);
        this.content = content;
        this.loaded = loaded;
    }

    /**
     * Copies the bytes.
     *
     * @param type the media type without parameters, such as {@code image/png}
     */
    public static Media of(String type, byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Media(type, () -> copy, true);
    }

    /**
     * Bytes that are read when they are needed, each time anew, so that whoever waits with them keeps none in memory.
     *
     * @param source the same bytes each time, which nobody changes
     */
    public static Media stored(String type, Supplier<byte[]> source) {
        return new Media(type, Objects.requireNonNull(source, "source"), false);
    }

    /** The same with its bytes in memory. */
    public Media loaded() {
        if (loaded) {
            return this;
        }
        byte[] bytes = content.get();
        return new Media(type, () -> bytes, true);
    }

    /** The media type, in lower case. */
    public String type() {
        return type;
    }

    /** The number of bytes. */
    public int size() {
        return content.get().length;
    }

    /** The bytes in base64, with padding and without line breaks, as all vendors take them. */
    public String base64() {
        return Base64.getEncoder().encodeToString(content.get());
    }

    /** The bytes as an address that holds them itself (RFC 2397). */
    public String dataUrl() {
        return "data:" + type + ";base64," + base64();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return content.get().clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Media media
                && type.equals(media.type)
                && Arrays.equals(content.get(), media.content.get());
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, Arrays.hashCode(content.get()));
    }

    /** Leaves the content out, since this text may end up in logs. */
    @Override
    public String toString() {
        return loaded ? size() + " bytes of " + type : "stored " + type;
    }
}
