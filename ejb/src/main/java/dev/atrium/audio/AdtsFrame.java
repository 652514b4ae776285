package dev.atrium.audio;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** A frame of AAC in a bare stream (ADTS, ISO 13818-7). */
record AdtsFrame(int bytes, int samples, int rate) {

    private static final int HEADER_BYTES = 7;
    private static final int BLOCK_SAMPLES = 1024;
    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    /** The frame that begins here, if one does. */
    static Optional<AdtsFrame> at(ByteBuffer file, int at) {
        if (at < 0 || at + HEADER_BYTES > file.limit()) {
            return Optional.empty();
        }
        int header = file.getInt(at);
        int rate = header >> 10 & 15;
        int bytes = (header & 3) << 11 | (file.get(at + 4) & 0xFF) << 3 | (file.get(at + 5) & 0xFF) >> 5;
        // The two bits of the layer are zero, which no other MPEG audio has.
        if (header >>> 20 != 0xFFF || (header >> 17 & 3) != 0 || rate >= RATES.length || bytes < HEADER_BYTES) {
            return Optional.empty();
        }
        int blocks = (file.get(at + 6) & 3) + 1;
        return Optional.of(new AdtsFrame(bytes, blocks * BLOCK_SAMPLES, RATES[rate]));
    }

    static Optional<Duration> duration(ByteBuffer file) {
        long samples = 0;
        int rate = 0;
        int at = Id3.end(file);
        Optional<AdtsFrame> frame = at(file, at);
        while (frame.isPresent()) {
            samples += frame.get().samples();
            rate = frame.get().rate();
            at += frame.get().bytes();
            frame = at(file, at);
        }
        return samples == 0 ? Optional.empty() : Optional.of(AudioFile.duration(samples, rate));
    }
}
