package dev.atrium.chat;

import java.util.regex.Pattern;

/** The title that a conversation has until its user gives it another one. It is cut from what was asked, so it costs nothing. */
final class AutomaticTitle {

    private static final int MOST_CHARACTERS = 60;

    /** Marks of Markdown at the beginning of a line: headings, quotations, lists. */
    private static final Pattern MARKS = Pattern.compile("^(?:[#>*+-]+\\s+|\\d{1,3}[.)]\\s+)+");

    /** A line that opens or closes code, or rules off. */
    private static final Pattern NO_WORDS = Pattern.compile("^(?:```.*|~~~.*|[-=*_#>\\s]*)$");

    private AutomaticTitle() {}

    /** The beginning of the first line that says something, cut at a word. */
    static String of(String question) {
        return question.lines()
                .map(String::strip)
                .filter(line -> !NO_WORDS.matcher(line).matches())
                .map(line -> MARKS.matcher(line).replaceFirst(""))
                .map(line -> line.replaceAll("[\\s\\p{Cntrl}]+", " ").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(AutomaticTitle::cut)
                .orElse("…");
    }

    private static String cut(String line) {
        if (line.length() <= MOST_CHARACTERS) {
            return line;
        }
        int space = line.lastIndexOf(' ', MOST_CHARACTERS);
        int end = space > MOST_CHARACTERS / 2 ? space : MOST_CHARACTERS;
        // A pair of surrogates is one character and stays whole.
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
