package dev.atrium.audio;

import dev.atrium.provider.api.PcmFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/**
 * A WAV file, as far as its header says (RIFF, Multimedia Programming Interface 1.0).
 *
 * @param isPcm whether it holds bare samples
 * @param bytesPerSecond how much of the data is a second
 * @param dataAt where the data begins
 * @param dataBytes how long it is; in a file whose header was written too early to know, all that follows
 */
public record WavFile(
        boolean isPcm, int sampleRate, int channels, int bitsPerSample, int bytesPerSecond, int dataAt, int dataBytes) {

    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int FIRST_CHUNK = 12;
    private static final int FMT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;

    /** @param source the file, or its beginning up to the data; empty when it has none or is something else */
    public static Optional<WavFile> read(ByteBuffer source) {
        ByteBuffer file = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int fmt = -1;
        long at = FIRST_CHUNK;
        while (at + CHUNK_HEADER_BYTES <= file.limit()) {
            int chunk = (int) at;
            int id = file.getInt(chunk);
            long size = file.getInt(chunk + 4) & 0xFFFFFFFFL;
            int body = chunk + CHUNK_HEADER_BYTES;
            if (id == FMT) {
                fmt = body;
            } else if (id == DATA && fmt >= 0) {
                return Optional.of(of(file, fmt, body, (int) Math.min(size, file.limit() - (long) body)));
            }
            // Chunks begin at even places.
            at = body + size + (size & 1);
        }
        return Optional.empty();
    }

    private static WavFile of(ByteBuffer file, int fmt, int dataAt, int dataBytes) {
        int tag = file.getShort(fmt) & 0xFFFF;
        return new WavFile(
                tag == PCM || tag == EXTENSIBLE,
                file.getInt(fmt + 4),
                file.getShort(fmt + 2) & 0xFFFF,
                file.getShort(fmt + 14) & 0xFFFF,
                file.getInt(fmt + 8),
                dataAt,
                dataBytes);
    }

    Duration duration() {
        return AudioFile.duration(dataBytes, bytesPerSecond);
    }

    PcmFormat format() {
        return new PcmFormat(sampleRate, channels, bitsPerSample);
    }
}
