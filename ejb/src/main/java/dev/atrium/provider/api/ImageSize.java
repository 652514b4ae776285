package dev.atrium.provider.api;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of an image in pixels. */
public record ImageSize(int width, int height) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");

    public ImageSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("An image has at least one pixel");
        }
    }

    /** Reads {@code 1024x1536}, width first. */
    public static Optional<ImageSize> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Width to height in lowest terms, such as {@code 16:9}. */
    public String aspectRatio() {
        int common = BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).intValue();
        return width / common + ":" + height / common;
    }

    /** As in {@code 1024x1536}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
