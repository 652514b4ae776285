package dev.atrium.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes WebP files, which the JDK cannot: lossless and without any compression (WebP Lossless Bitstream Specification). Every
 * value of a colour has a code of 8 bits, so that a pixel takes 24 of them.
 */
final class WebP {

    private static final int SIGNATURE = 0x2F;
    private static final int VALUES = 256;
    /** The order in which the lengths of the codes for lengths are written. */
    private static final int[] LENGTH_CODE_ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private static final int REPEAT_ZERO = 18;
    private static final int EIGHT = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long bits;
    private int count;

    private WebP() {}

    static byte[] lossless(BufferedImage image) {
        byte[] stream = new WebP().encode(image);
        int padded = stream.length + (stream.length & 1);
        return ByteBuffer.allocate(20 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(12 + padded)
                .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(stream.length)
                .put(stream)
                .array();
    }

    private byte[] encode(BufferedImage image) {
        bytes.write(SIGNATURE);
        write(image.getWidth() - 1, 14);
        write(image.getHeight() - 1, 14);
        // No alpha; version 0; no transform, no colour cache, no meta codes.
        write(0, 1 + 3 + 1 + 1 + 1);
        // Green also stands for 24 lengths of copies, which have no code.
        byteCode(24);
        byteCode(0);
        byteCode(0);
        alwaysCode(255);
        alwaysCode(0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int colour = image.getRGB(x, y);
                write(reversed(colour >> 8), 8);
                write(reversed(colour >> 16), 8);
                write(reversed(colour), 8);
            }
        }
        write(0, 7);
        return bytes.toByteArray();
    }

    /** A code of 8 bits for each value of a byte, and none for so many values more. */
    private void byteCode(int without) {
        write(0, 1);
        int written = 0;
        for (int i = 0; i < LENGTH_CODE_ORDER.length; i++) {
            if (LENGTH_CODE_ORDER[i] == EIGHT) {
                written = i + 1;
            }
        }
        write(written - 4, 4);
        for (int i = 0; i < written; i++) {
            int symbol = LENGTH_CODE_ORDER[i];
            write(symbol == EIGHT || symbol == REPEAT_ZERO ? 1 : 0, 3);
        }
        // All lengths are written.
        write(0, 1);
        for (int i = 0; i < VALUES; i++) {
            // Of the two codes of one bit, the smaller symbol has the 0.
            write(0, 1);
        }
        if (without > 0) {
            write(1, 1);
            write(without - 11, 7);
        }
    }

    /** A code of no bits for the only value that there is. */
    private void alwaysCode(int value) {
        write(1, 1);
        write(0, 1);
        write(1, 1);
        write(value, 8);
    }

    /** Codes are read from their highest bit, all else from its lowest. */
    private static int reversed(int value) {
        return Integer.reverse(value << 24) & 0xFF;
    }

    private void write(int value, int length) {
        bits |= (long) (value & ((1 << length) - 1)) << count;
        count += length;
        while (count >= 8) {
            bytes.write((int) bits);
            bits >>>= 8;
            count -= 8;
        }
    }
}
