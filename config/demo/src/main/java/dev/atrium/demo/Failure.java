package dev.atrium.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * A request to fail before the answer begins, in the words of no vendor.
 *
 * @param retryAfter the wait that the vendor is to ask for, in its own way
 */
record Failure(int status, Kind kind, Optional<Duration> retryAfter) {

    enum Kind {
        /** The vendor's usual error of that status. */
        PLAIN,
        /** The input is larger than the model's window. */
        CONTEXT,
        /** The content breaks the vendor's policy. */
        POLICY,
        /** The account has no money left: trying again is useless. */
        QUOTA,
        /** An HTML page of a proxy in between. */
        HTML
    }

    /** The wait in whole seconds, rounded up, as the header {@code Retry-After} has it. */
    Optional<String> retryAfterSeconds() {
        return retryAfter.map(wait -> Long.toString((wait.toMillis() + 999) / 1000));
    }
}
