package dev.atrium.demo;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The token count of the demo providers. No vendor's own, but simple enough to compute by hand: a token is a run of up to six
 * characters (code points) without white space, together with the white space before it; white space at the very end is a
 * token of its own.
 */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile("\\s*+\\S{1,6}|\\s+");

    private Tokens() {}

    /** Cuts the text into its tokens; joined they give the text again. */
    static List<String> split(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    static int count(String text) {
        return (int) TOKEN.matcher(text).results().count();
    }
}
