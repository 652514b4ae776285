package dev.atrium.generation;

/**
 * Makes pieces of text fit to be stored and sent, each by itself. A provider may cut a text anywhere between two of Java's characters, and so
 * through the middle of one of Unicode's: its first half waits for the second.
 */
final class WholeCharacters {

    private String half = "";

    /** The next piece, without a last half character but with the one before; possibly empty. */
    String next(String piece) {
        // PostgreSQL's text holds every character but U+0000: an answer with it could be neither stored nor charged.
        String text = half + piece.replace('\0', '\uFFFD');
        int end = text.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        half = text.substring(end);
        return text.substring(0, end);
    }
}
