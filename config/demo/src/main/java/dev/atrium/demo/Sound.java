package dev.atrium.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/**
 * Speaks, after a fashion: a tone for each word, with the pauses of speech. WAV, PCM and FLAC carry the tones; the formats that
 * would need a real encoder carry silence of the same length, in files that every player plays.
 */
final class Sound {

    static final int RATE = 24_000;

    private static final int CHARACTERS_PER_SECOND = 15;
    private static final double SHORTEST = 0.3;
    private static final double LOUDNESS = 9_000;
    private static final int UNKNOWN_LENGTH = -1;

    private Sound() {}

    /** How long it takes to say this. */
    static double seconds(String text, double speed) {
        return Math.max(SHORTEST, (double) text.strip().length() / CHARACTERS_PER_SECOND) / speed;
    }

    /** The sound in a file of this format, or bare samples for {@code pcm}. */
    static byte[] speak(String text, String voice, double speed, String format) {
        double seconds = seconds(text, speed);
        return switch (format) {
            case "pcm" -> samples(text, voice, seconds);
            case "wav" -> wav(samples(text, voice, seconds));
            case "flac" -> Flac.encode(samples(text, voice, seconds), RATE);
            case "mp3" -> mp3(seconds);
            case "aac" -> aac(seconds);
            case "opus" -> OggOpus.silence(seconds);
            default -> throw new IllegalArgumentException("No such format: " + format);
        };
    }

    /** 16 bit, low byte first, one channel. */
    private static byte[] samples(String text, String voice, double seconds) {
        String[] words = text.strip().split("\\s+");
        int perWord = Math.max(1, (int) (seconds * RATE) / words.length);
        var buffer = ByteBuffer.allocate((int) (seconds * RATE) * 2).order(ByteOrder.LITTLE_ENDIAN);
        int pitch = 110 + new Random(voice.hashCode()).nextInt(110);
        while (buffer.remaining() >= 2) {
            int at = buffer.position() / 2;
            int word = Math.min(words.length - 1, at / perWord);
            double inWord = (double) (at - word * perWord) / perWord;
            double envelope = inWord > 0.8 ? 0 : Math.sin(Math.PI * inWord / 0.8);
            double tone = pitch * (1 + Math.floorMod(words[word].hashCode(), 7) / 12.0);
            double phase = 2 * Math.PI * tone * at / RATE;
            buffer.putShort((short) (LOUDNESS * envelope * (Math.sin(phase) + Math.sin(2 * phase) / 3)));
        }
        return buffer.array();
    }

    /** The sizes are left open, as OpenAI does, whose header goes out before it knows them. */
    private static byte[] wav(byte[] samples) {
        return ByteBuffer.allocate(44 + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(UNKNOWN_LENGTH)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(UNKNOWN_LENGTH)
                .put(samples)
                .array();
    }

    /** Frames of MPEG-2 layer III, 32 kbit/s, one channel: 96 bytes for 24 ms. A frame of zeros is silence. */
    private static byte[] mp3(double seconds) {
        byte[] frame = new byte[96];
        frame[0] = (byte) 0xFF;
        frame[1] = (byte) 0xF3;
        frame[2] = 0x44;
        frame[3] = (byte) 0xC4;
        return repeated(frame, seconds / 0.024);
    }

    /** ADTS frames of AAC-LC: 1,024 samples of silence each. */
    private static byte[] aac(double seconds) {
        byte[] silence = {0x00, (byte) 0xC8, 0x00, (byte) 0x80, 0x23, (byte) 0x80};
        int length = 7 + silence.length;
        byte[] frame = ByteBuffer.allocate(length)
                .put((byte) 0xFF)
                .put((byte) 0xF1)
                // AAC-LC, 24 kHz, one channel.
                .put((byte) (1 << 6 | 6 << 2))
                .put((byte) (1 << 6 | length >> 11))
                .put((byte) (length >> 3))
                .put((byte) ((length & 7) << 5 | 0x1F))
                .put((byte) 0xFC)
                .put(silence)
                .array();
        return repeated(frame, seconds * RATE / 1024);
    }

    private static byte[] repeated(byte[] frame, double times) {
        var file = new ByteArrayOutputStream();
        for (int i = 0; i < Math.max(1, Math.ceil(times)); i++) {
            file.writeBytes(frame);
        }
        return file.toByteArray();
    }

    static String contentType(String format) {
        return format.equals("mp3") ? "audio/mpeg" : "audio/" + format;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
