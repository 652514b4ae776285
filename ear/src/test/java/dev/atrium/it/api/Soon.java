package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** What is to hold within a second, as a change of the registry is: it is looked at again and again until it does. */
final class Soon {

    /** A second for the change, and as much again for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Soon() {}

    /** Something that may fail for now. */
    @FunctionalInterface
    interface Try<T> {
        T get() throws Exception;
    }

    static <T> T eventually(Try<T> attempt) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return attempt.get();
            } catch (AssertionError e) {
                assertThat(Instant.now()).as(e.getMessage()).isBefore(end);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
