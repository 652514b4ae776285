package dev.atrium.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes FLAC files (RFC 9639) without any compression: 16 bit, one channel. */
final class Flac {

    private static final int BLOCK = 4096;

    private Flac() {}

    /** @param samples 16 bit, low byte first */
    static byte[] encode(byte[] samples, int rate) {
        int total = samples.length / 2;
        var file = new ByteArrayOutputStream();
        file.writeBytes("fLaC".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(ByteBuffer.allocate(38)
                // The last block of metadata, STREAMINFO, of 34 bytes.
                .putInt(0x80000000 | 34)
                .putShort((short) BLOCK)
                .putShort((short) BLOCK)
                .put(new byte[6])
                .putLong((long) rate << 44 | 0L << 41 | 15L << 36 | total)
                .put(new byte[16])
                .array());
        for (int block = 0; block * BLOCK < total; block++) {
            file.writeBytes(frame(samples, block, Math.min(BLOCK, total - block * BLOCK)));
        }
        return file.toByteArray();
    }

    private static byte[] frame(byte[] samples, int block, int length) {
        var frame = new ByteArrayOutputStream();
        frame.write(0xFF);
        frame.write(0xF8);
        // The length follows in 16 bits, the rate is that of STREAMINFO; one channel, 16 bit.
        frame.write(0x70);
        frame.write(0x08);
        // The number of the block is coded like a character.
        frame.writeBytes(new String(Character.toChars(block)).getBytes(StandardCharsets.UTF_8));
        frame.write((length - 1) >> 8);
        frame.write(length - 1);
        frame.write(crc(frame.toByteArray(), 0x07, 8));
        // A subframe that holds the samples as they are.
        frame.write(0x02);
        for (int i = 0; i < length; i++) {
            int at = 2 * (block * BLOCK + i);
            frame.write(samples[at + 1]);
            frame.write(samples[at]);
        }
        int crc = crc(frame.toByteArray(), 0x8005, 16);
        frame.write(crc >> 8);
        frame.write(crc);
        return frame.toByteArray();
    }

    private static int crc(byte[] bytes, int polynomial, int width) {
        int top = 1 << (width - 1);
        int crc = 0;
        for (byte b : bytes) {
            crc ^= (b & 0xFF) << (width - 8);
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & top) != 0 ? crc << 1 ^ polynomial : crc << 1;
            }
        }
        return crc & ((1 << width) - 1);
    }
}
