package dev.atrium.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes silence as Opus in Ogg (RFC 7845, RFC 3533). */
final class OggOpus {

    private static final int SERIAL = 4711;
    /** Opus counts 48,000 samples a second, whatever it was made of; the first ones are not to be heard. */
    private static final int RATE = 48_000;

    private static final int PRE_SKIP = 312;
    private static final int PACKET_SAMPLES = 960;
    private static final int PACKETS_PER_PAGE = 50;
    private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    private static final int FIRST = 2;
    private static final int LAST = 4;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private int page;

    private OggOpus() {}

    static byte[] silence(double seconds) {
        var ogg = new OggOpus();
        ogg.page(FIRST, 0, head(), 1);
        ogg.page(0, 0, tags(), 1);
        long end = PRE_SKIP + Math.round(seconds * RATE);
        int packets = (int) Math.max(1, (end + PACKET_SAMPLES - 1) / PACKET_SAMPLES);
        for (int written = 0; written < packets; ) {
            int count = Math.min(PACKETS_PER_PAGE, packets - written);
            written += count;
            var body = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                body.writeBytes(SILENCE);
            }
            boolean last = written == packets;
            ogg.page(last ? LAST : 0, last ? end : (long) written * PACKET_SAMPLES, body.toByteArray(), count);
        }
        return ogg.file.toByteArray();
    }

    private static byte[] head() {
        return ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) PRE_SKIP)
                .putInt(RATE)
                .array();
    }

    private static byte[] tags() {
        byte[] vendor = "demo".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(16 + vendor.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(vendor.length)
                .put(vendor)
                .array();
    }

    /** A page of so many packets of the same size, each below 255 bytes. */
    private void page(int flags, long position, byte[] body, int packets) {
        byte[] bytes = ByteBuffer.allocate(27 + packets + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OggS".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0)
                .put((byte) flags)
                .putLong(position)
                .putInt(SERIAL)
                .putInt(page++)
                .putInt(0)
                .put((byte) packets)
                .put(lacing(body.length / packets, packets))
                .put(body)
                .array();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(22, crc(bytes));
        file.writeBytes(bytes);
    }

    private static byte[] lacing(int size, int packets) {
        byte[] lacing = new byte[packets];
        java.util.Arrays.fill(lacing, (byte) size);
        return lacing;
    }

    private static int crc(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc ^= b << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04C11DB7 : crc << 1;
            }
        }
        return crc;
    }
}
