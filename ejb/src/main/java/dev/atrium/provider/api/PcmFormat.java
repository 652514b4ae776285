package dev.atrium.provider.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What bare samples need to be known of them, signed and low byte first.
 *
 * @param sampleRate samples a second in each channel
 * @param bitsPerSample 8, 16, 24 or 32
 */
public record PcmFormat(int sampleRate, int channels, int bitsPerSample) {

    /** The length of {@link #wavHeader}. */
    public static final int WAV_HEADER_BYTES = 44;

    private static final int FMT_BYTES = 16;
    private static final short PCM = 1;
    /** For a size that does not fit into its 32 bits, or is not known yet. */
    private static final long UNKNOWN = 0xFFFFFFFFL;

    public PcmFormat {
        if (sampleRate < 1 || channels < 1 || bitsPerSample < 8 || bitsPerSample > 32 || bitsPerSample % 8 != 0) {
            throw new IllegalArgumentException("No such format of samples: " + sampleRate + " Hz, " + channels
                    + " channels, " + bitsPerSample + " bits");
        }
    }

    /** The bytes of one sample in all channels. */
    public int frameBytes() {
        return channels * bitsPerSample / 8;
    }

    /**
     * The header that makes a WAV file of samples that follow it (RIFF, Multimedia Programming Interface 1.0).
     *
     * @param dataBytes the size of the samples
     */
    public byte[] wavHeader(long dataBytes) {
        long riffBytes = dataBytes + WAV_HEADER_BYTES - 8;
        return ByteBuffer.allocate(WAV_HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt((int) Math.min(riffBytes, UNKNOWN))
                .put(ascii("WAVE"))
                .put(ascii("fmt "))
                .putInt(FMT_BYTES)
                .putShort(PCM)
                .putShort((short) channels)
                .putInt(sampleRate)
                .putInt(sampleRate * frameBytes())
                .putShort((short) frameBytes())
                .putShort((short) bitsPerSample)
                .put(ascii("data"))
                .putInt((int) Math.min(dataBytes, UNKNOWN))
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
