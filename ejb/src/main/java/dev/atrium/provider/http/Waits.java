package dev.atrium.provider.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long to wait from the places where providers say so beside {@code Retry-After}. */
public final class Waits {

    /** A duration in the way of Go: {@code 48s}, {@code 34.4s}, {@code 120ms}, {@code 6m0s}, {@code 1h2m3s}. */
    private static final Pattern DURATION = Pattern.compile(
            "(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m(?!s))?(?:([0-9]{1,9})(?:\\.([0-9]{1,9})[0-9]*)?s)?(?:([0-9]{1,9})ms)?");

    private static final Pattern SENTENCE = Pattern.compile(
            "(?:try again in|retry in|retry after)\\s+([0-9][0-9hms.]*[hms]|[0-9]+(?= seconds?\\b))",
            Pattern.CASE_INSENSITIVE);

    private Waits() {}

    /** The duration that the text is, if it is one. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches() || matcher.end() == 0) {
            return Optional.empty();
        }
        String fraction = matcher.group(4) == null ? "" : matcher.group(4);
        return Optional.of(Duration.ofHours(number(matcher.group(1)))
                .plusMinutes(number(matcher.group(2)))
                .plusSeconds(number(matcher.group(3)))
                .plusNanos(number((fraction + "000000000").substring(0, 9)))
                .plusMillis(number(matcher.group(5))));
    }

    /** The wait that a sentence asks for, such as "Please try again in 1.5s." or "Please retry after 26 seconds." */
    public static Optional<Duration> inSentence(String sentence) {
        Matcher matcher = SENTENCE.matcher(sentence);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String wait = matcher.group(1);
        return duration(Character.isDigit(wait.charAt(wait.length() - 1)) ? wait + "s" : wait);
    }

    /** The time from now to an instant, such as {@code 2026-01-31T12:00:00Z}; none that is past. */
    public static Optional<Duration> until(String instant) {
        try {
            Duration wait = Duration.between(Instant.now(), Instant.parse(instant.strip()));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
