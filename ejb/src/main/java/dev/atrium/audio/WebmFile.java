package dev.atrium.audio;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A Matroska file (RFC 9559). What browsers record does not say how long it is, for it is written as it comes: its last block then
 * tells when it begins, which falls short of the end by that block, some 20 ms.
 */
final class WebmFile {

    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549A966;
    private static final int TIMESTAMP_SCALE = 0x2AD7B1;
    private static final int DURATION = 0x4489;
    private static final int CLUSTER = 0x1F43B675;
    private static final int TIMESTAMP = 0xE7;
    private static final int SIMPLE_BLOCK = 0xA3;
    private static final int BLOCK_GROUP = 0xA0;
    private static final int BLOCK = 0xA1;
    private static final long USUAL_SCALE = 1_000_000;

    private final ByteBuffer file;
    private long nanosPerUnit = USUAL_SCALE;
    private double units;
    private long clusterUnits;
    private long lastUnits;

    private WebmFile(ByteBuffer file) {
        this.file = file;
    }

    static Optional<Duration> duration(ByteBuffer file) {
        WebmFile webm = new WebmFile(file);
        webm.read();
        double length = webm.units > 0 ? webm.units : webm.lastUnits;
        return length > 0 ? Optional.of(Duration.ofNanos(Math.round(length * webm.nanosPerUnit))) : Optional.empty();
    }

    /** Goes through the elements in the order of the file; those that hold others are entered. */
    private void read() {
        int at = 0;
        while (at < file.limit() - 1) {
            int idBytes = Integer.numberOfLeadingZeros(file.get(at) & 0xFF) - 23;
            if (idBytes > 4) {
                return;
            }
            int id = (int) number(at, idBytes);
            int sizeAt = at + idBytes;
            int sizeBytes = Integer.numberOfLeadingZeros(file.get(sizeAt) & 0xFF) - 23;
            if (sizeBytes > 8) {
                return;
            }
            long size = number(sizeAt, sizeBytes) & (1L << 7 * sizeBytes) - 1;
            int body = sizeAt + sizeBytes;
            if (id == SEGMENT || id == INFO || id == CLUSTER || id == BLOCK_GROUP) {
                // The end of these is of no interest, and in a file that is written as it comes it is not known.
                at = body;
                continue;
            }
            if (size > file.limit() - (long) body) {
                return;
            }
            element(id, body, (int) size);
            at = body + (int) size;
        }
    }

    private void element(int id, int body, int size) {
        switch (id) {
            case TIMESTAMP_SCALE -> nanosPerUnit = Math.max(1, number(body, size));
            case DURATION -> units = size == Float.BYTES ? file.getFloat(body) : file.getDouble(body);
            case TIMESTAMP -> clusterUnits = number(body, size);
            case SIMPLE_BLOCK, BLOCK -> {
                int track = Integer.numberOfLeadingZeros(file.get(body) & 0xFF) - 23;
                lastUnits = Math.max(lastUnits, clusterUnits + file.getShort(body + track));
            }
            default -> {
                // Tracks, tags, cues: nothing about the length.
            }
        }
    }

    private long number(int at, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | file.get(at + i) & 0xFF;
        }
        return number;
    }
}
