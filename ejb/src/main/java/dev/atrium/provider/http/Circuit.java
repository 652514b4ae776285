package dev.atrium.provider.http;

import dev.atrium.provider.api.CircuitState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls from a provider that failed several times in a row: none for a while, then one at a time until one succeeds. Calls that were
 * under way when it opened still count, so that their success closes it.
 */
final class Circuit {

    private final int failuresInARow;
    private final Duration rest;
    private final Clock clock;
    private int failures;
    private Instant openUntil;
    private boolean probing;
    private Instant lastSilence = Instant.MIN;

    Circuit(int failuresInARow, Duration rest, Clock clock) {
        this.failuresInARow = failuresInARow;
        this.rest = rest;
        this.clock = clock;
    }

    /** Lets a call pass or not. One that passes must be followed by exactly one of the other three. */
    synchronized boolean admits() {
        if (openUntil == null) {
            return true;
        }
        if (probing || clock.instant().isBefore(openUntil)) {
            return false;
        }
        probing = true;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        openUntil = null;
        probing = false;
    }

    synchronized void failed() {
        failures++;
        if (probing || (openUntil == null && failures >= failuresInARow)) {
            openUntil = clock.instant().plus(rest);
        }
        probing = false;
    }

    /**
     * No answer came to a call, which failed by our clock. Of calls that were under way together this counts once: that many of them are late may
     * as well be for want of processor time here, and one that begins now is the test of that.
     *
     * @param begun when the call began
     */
    synchronized void heardNothing(Instant begun) {
        if (begun.isBefore(lastSilence)) {
            saidNothing();
        } else {
            lastSilence = clock.instant();
            failed();
        }
    }

    /** A call ended in a way that says nothing about the provider, such as being stopped by the user. */
    synchronized void saidNothing() {
        probing = false;
    }

    synchronized CircuitState state() {
        if (openUntil == null) {
            return CircuitState.CLOSED;
        }
        return clock.instant().isBefore(openUntil) ? CircuitState.OPEN : CircuitState.HALF_OPEN;
    }

    /** How long no call will pass; zero when one may. */
    synchronized Duration remainingRest() {
        if (openUntil == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), openUntil);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
