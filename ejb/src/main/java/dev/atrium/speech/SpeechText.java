package dev.atrium.speech;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text where a speaker would pause: between sentences; within one that is too long between words; within a word that is too
 * long between what readers take for characters.
 */
public final class SpeechText {

    private SpeechText() {}

    /**
     * The pieces in order. Joined they are the text, but for the white space at their ends; none is blank.
     *
     * @param most how long a piece may be, in UTF-16 units; at least 1. A single character that is longer, such as an emoji of
     *     several people, stays whole.
     */
    public static List<String> pieces(String text, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A piece has at least one character");
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String part : parts(text, most)) {
            // White space at the end of a piece is left out.
            if (piece.length() + part.stripTrailing().length() > most) {
                close(piece, pieces);
            }
            piece.append(piece.isEmpty() ? part.stripLeading() : part);
        }
        close(piece, pieces);
        return pieces;
    }

    private static void close(StringBuilder piece, List<String> pieces) {
        String text = piece.toString().strip();
        if (!text.isEmpty()) {
            pieces.add(text);
        }
        piece.setLength(0);
    }

    private static List<String> parts(String text, int most) {
        List<String> parts = new ArrayList<>();
        for (String sentence : cut(text, BreakIterator.getSentenceInstance(Locale.ROOT))) {
            if (sentence.strip().length() <= most) {
                parts.add(sentence);
                continue;
            }
            for (String word : cut(sentence, BreakIterator.getWordInstance(Locale.ROOT))) {
                if (word.strip().length() <= most) {
                    parts.add(word);
                } else {
                    parts.addAll(cut(word, BreakIterator.getCharacterInstance(Locale.ROOT)));
                }
            }
        }
        return parts;
    }

    private static List<String> cut(String text, BreakIterator breaks) {
        List<String> parts = new ArrayList<>();
        breaks.setText(text);
        int begin = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            parts.add(text.substring(begin, end));
            begin = end;
        }
        return parts;
    }
}
