package dev.atrium.audio;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * A frame of MPEG audio, of any version and layer (ISO 11172-3, 13818-3).
 *
 * @param bytes its length
 * @param samples its samples in each channel
 * @param sideInfoBytes what stands between the header and the sound in layer III
 */
record MpegFrame(int bytes, int samples, int rate, int sideInfoBytes) {

    private static final int HEADER_BYTES = 4;
    private static final int[] RATES = {44_100, 48_000, 32_000};
    /** In kbit/s: version 1 layers I, II, III; versions 2 and 2.5 layer I; these, layers II and III. */
    private static final int[][] BIT_RATES = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
    };

    /** The frame that begins here, if one does. */
    static Optional<MpegFrame> at(ByteBuffer file, int at) {
        if (at < 0 || at + HEADER_BYTES > file.limit()) {
            return Optional.empty();
        }
        int header = file.getInt(at);
        int version = header >> 19 & 3;
        int layer = 4 - (header >> 17 & 3);
        int bitRate = header >> 12 & 15;
        int rate = header >> 10 & 3;
        if (header >>> 21 != 0x7FF || version == 1 || layer == 4 || bitRate == 0 || bitRate == 15 || rate == 3) {
            return Optional.empty();
        }
        boolean first = version == 3;
        int hertz = RATES[rate] >> (first ? 0 : version == 2 ? 1 : 2);
        int bits = 1000 * BIT_RATES[first ? layer - 1 : layer == 1 ? 3 : 4][bitRate];
        int padding = header >> 9 & 1;
        int samples = layer == 1 ? 384 : layer == 3 && !first ? 576 : 1152;
        int bytes = layer == 1 ? (12 * bits / hertz + padding) * 4 : samples / 8 * bits / hertz + padding;
        boolean mono = (header >> 6 & 3) == 3;
        int sideInfo = first ? (mono ? 17 : 32) : mono ? 9 : 17;
        return Optional.of(new MpegFrame(bytes, samples, hertz, sideInfo));
    }

    /** The sum of all frames, which is exact for a variable bit rate too. */
    static Optional<Duration> duration(ByteBuffer file) {
        Sum sum = new Sum();
        each(file, sum);
        return sum.samples == 0 ? Optional.empty() : Optional.of(AudioFile.duration(sum.samples, sum.rate));
    }

    /**
     * Goes through the frames that hold sound; what stands between them, and a first one that only tells of the others (Xing, VBRI), is
     * passed over.
     */
    static void each(ByteBuffer file, ObjIntConsumer<MpegFrame> visitor) {
        int at = Id3.end(file);
        int end = Id3.begin(file);
        boolean first = true;
        while (at < end) {
            Optional<MpegFrame> found = at(file, at);
            if (found.isEmpty() || at + found.get().bytes() > end) {
                at++;
                continue;
            }
            MpegFrame frame = found.get();
            int next = at + frame.bytes();
            // Two bytes may look like the beginning of a frame by chance: one is believed if another, or the end,
            // follows.
            if (next < end && at(file, next).isEmpty()) {
                at++;
                continue;
            }
            if (!first || !frame.isTable(file, at)) {
                visitor.accept(frame, at);
            }
            first = false;
            at = next;
        }
    }

    private boolean isTable(ByteBuffer file, int at) {
        return isName(file, at + HEADER_BYTES + sideInfoBytes, "Xing")
                || isName(file, at + HEADER_BYTES + sideInfoBytes, "Info")
                || isName(file, at + HEADER_BYTES + 32, "VBRI");
    }

    private static boolean isName(ByteBuffer file, int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (at + i >= file.limit() || file.get(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static final class Sum implements ObjIntConsumer<MpegFrame> {

        private long samples;
        private int rate;

        @Override
        public void accept(MpegFrame frame, int at) {
            samples += frame.samples();
            rate = frame.rate();
        }
    }
}
