package dev.atrium.audio;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** A FLAC file, as far as its first block of metadata says (RFC 9639, STREAMINFO). */
final class FlacFile {

    /** After the name, the block's header, the sizes of blocks and frames. */
    private static final int RATE_AT = 4 + 4 + 10;

    private FlacFile() {}

    static Optional<Duration> duration(ByteBuffer file) {
        return duration(file, RATE_AT);
    }

    /** @param rateAt where 20 bits of sample rate stand, then 8 of channels and depth, then 36 of the number of samples */
    static Optional<Duration> duration(ByteBuffer file, int rateAt) {
        long facts = file.getLong(rateAt);
        long rate = facts >>> 44;
        long samples = facts & 0xFFFFFFFFFL;
        return samples == 0 || rate == 0 ? Optional.empty() : Optional.of(AudioFile.duration(samples, rate));
    }
}
