package dev.atrium.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down what it hears: as many words as fit into the sound's length.
 *
 * @param seconds how long the sound is
 * @param words the words with their times
 */
record Listener(double seconds, List<Word> words) {

    private static final double WORD_SECONDS = 0.4;
    private static final int WORDS_PER_SEGMENT = 10;
    private static final int WAV_HEADER = 44;
    /** What other formats take for a second, more or less. */
    private static final int COMPRESSED_BYTES_PER_SECOND = 4_000;

    private static final String[] VOCABULARY =
            "this is a simulated transcript of a sound that nobody has listened to so far but that is just as long"
                    .split(" ");

    /** A word between two moments, in seconds. */
    record Word(String text, double start, double end) {}

    /** Some words in a row. */
    record Segment(String text, double start, double end) {}

    static Listener hear(byte[] sound, Behaviour behaviour) {
        double seconds = seconds(sound);
        String[] vocabulary =
                behaviour.text().map(text -> text.strip().split("\\s+")).orElseGet(() -> fitting(seconds));
        var words = new ArrayList<Word>();
        double each = seconds / vocabulary.length;
        for (int i = 0; i < vocabulary.length; i++) {
            words.add(new Word(vocabulary[i], rounded(i * each), rounded((i + 1) * each)));
        }
        return new Listener(seconds, words);
    }

    private static String[] fitting(double seconds) {
        var words = new String[Math.max(1, (int) (seconds / WORD_SECONDS))];
        for (int i = 0; i < words.length; i++) {
            words[i] = VOCABULARY[i % VOCABULARY.length];
        }
        return words;
    }

    private static double seconds(byte[] sound) {
        boolean wav = sound.length > WAV_HEADER && new String(sound, 0, 4, StandardCharsets.US_ASCII).equals("RIFF");
        int perSecond =
                wav ? ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(28) : COMPRESSED_BYTES_PER_SECOND;
        return rounded((double) (wav ? sound.length - WAV_HEADER : sound.length) / Math.max(1, perSecond));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    String text() {
        return String.join(" ", words.stream().map(Word::text).toList());
    }

    List<Segment> segments() {
        var segments = new ArrayList<Segment>();
        for (int from = 0; from < words.size(); from += WORDS_PER_SEGMENT) {
            List<Word> some = words.subList(from, Math.min(words.size(), from + WORDS_PER_SEGMENT));
            segments.add(new Segment(
                    (from == 0 ? "" : " ")
                            + String.join(" ", some.stream().map(Word::text).toList()),
                    some.get(0).start(),
                    some.get(some.size() - 1).end()));
        }
        return segments;
    }
}
