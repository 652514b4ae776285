package dev.atrium.provider.api;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/** Bytes and what they are, such as a picture. Immutable. */
public final class Media {

    private final String type;
    private final byte[] bytes;

    private Media(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /**
     * Copies the bytes.
     *
     * @param type the media type without parameters, such as {@code image/png}
     */
    public static Media of(String type, byte[] bytes) {
        return new Media(Objects.requireNonNull(type, "type").toLowerCase(Locale.ROOT), bytes.clone());
    }

    /** The media type, in lower case. */
    public String type() {
        return type;
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** The bytes in base64, with padding and without line breaks, as all vendors take them. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes as an address that holds them itself (RFC 2397). */
    public String dataUrl() {
        return "data:" + type + ";base64," + base64();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Media media && type.equals(media.type) && Arrays.equals(bytes, media.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, Arrays.hashCode(bytes));
    }

    /** Leaves the content out, since this text may end up in logs. */
    @Override
    public String toString() {
        return size() + " bytes of " + type;
    }
}
