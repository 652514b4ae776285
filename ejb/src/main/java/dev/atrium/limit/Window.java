package dev.atrium.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A span of time in which something may happen so many times.
 *
 * @param name what the limit is called in answers, such as {@code user-text-per-minute}
 * @param subject whom it counts: no two subjects share a count
 * @param limit how many times, above zero
 * @param length how long the span is
 * @param observed whether it is only looked at: a request that is let through does not count in it
 */
public record Window(String name, String subject, Kind kind, int limit, Duration length, boolean observed) {

    /** How time passes for a window. */
    public enum Kind {
        /** Any span of the length, wherever it begins, holds at most the limit. */
        SLIDING,
        /** A day or month of the calendar; the name of the period is part of the subject, and the length is what is left of it. */
        PERIOD,
        /** What is under way at the same time: each place is given back when it ends, or falls free after the length. */
        LEASE
    }

    public Window {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(subject, "subject");
        if (limit < 1 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("A window holds something for some time: " + name);
        }
    }

    /** Any span of this length. */
    public static Window sliding(String name, String subject, int limit, Duration length) {
        return new Window(name, subject, Kind.SLIDING, limit, length, false);
    }

    /** A period of the calendar, such as {@code 2026-11}, of which it is now. */
    static Window period(String name, String subject, String period, int limit, Instant now, Instant end) {
        return new Window(name, subject + ':' + period, Kind.PERIOD, limit, Duration.between(now, end), false);
    }

    /** What is under way at the same time, for at most this long each. */
    static Window lease(String name, String subject, int limit, Duration longest) {
        return new Window(name, subject, Kind.LEASE, limit, longest, false);
    }

    /** The same window, only looked at. */
    Window looking() {
        return new Window(name, subject, kind, limit, length, true);
    }

    String key() {
        return name + ':' + subject;
    }
}
