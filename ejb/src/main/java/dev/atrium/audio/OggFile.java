package dev.atrium.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** An Ogg file (RFC 3533) of Opus (RFC 7845), Vorbis or FLAC: its last page says how many samples there are. */
final class OggFile {

    private static final int PAGE = 0x5367674F;
    private static final int HEADER_BYTES = 27;
    private static final int OPUS_RATE = 48_000;
    private static final long NO_POSITION = -1;

    private OggFile() {}

    static Optional<Duration> duration(ByteBuffer source) {
        ByteBuffer file = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int first = body(file, 0);
        int serial = file.getInt(14);
        long samples = position(file, serial);
        if (is(file, first, "OpusHead")) {
            long skipped = file.getShort(first + 10) & 0xFFFF;
            return positive(samples - skipped, OPUS_RATE);
        }
        if (is(file, first, "\u0001vorbis")) {
            return positive(samples, file.getInt(first + 12));
        }
        if (is(file, first, "\u007FFLAC")) {
            // The mapping's own 9 bytes come before an ordinary beginning of a FLAC file.
            long facts = source.getLong(first + 9 + 18);
            return positive(samples, facts >>> 44);
        }
        return Optional.empty();
    }

    private static Optional<Duration> positive(long samples, long rate) {
        return samples > 0 && rate > 0 ? Optional.of(AudioFile.duration(samples, rate)) : Optional.empty();
    }

    /** The position that the last page of the stream gives at which a packet ends. */
    private static long position(ByteBuffer file, int serial) {
        long last = 0;
        int at = 0;
        while (at + HEADER_BYTES <= file.limit() && file.getInt(at) == PAGE) {
            long position = file.getLong(at + 6);
            if (file.getInt(at + 14) == serial && position != NO_POSITION) {
                last = position;
            }
            int end = body(file, at);
            for (int i = at + HEADER_BYTES; i < body(file, at); i++) {
                end += file.get(i) & 0xFF;
            }
            at = end;
        }
        return last;
    }

    private static int body(ByteBuffer file, int page) {
        return page + HEADER_BYTES + (file.get(page + 26) & 0xFF);
    }

    private static boolean is(ByteBuffer file, int at, String name) {
        byte[] actual = new byte[name.length()];
        file.get(at, actual);
        return new String(actual, StandardCharsets.ISO_8859_1).equals(name);
    }
}
