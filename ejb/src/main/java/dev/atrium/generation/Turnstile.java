package dev.atrium.generation;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a few generations begin at the same moment and has the others wait for their turn, in the order of their arrival. To begin takes a
 * connection of the database and some work; if all who come at once did it at once, each would wait for all the others at every step, and many
 * would wait for too long.
 */
@ApplicationScoped
class Turnstile {

    /** Beginning takes some milliseconds, so whoever had no turn for so long meets the same crowd again when it comes back sooner. */
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    @Inject
    private GenerationLimits limits;

    private Semaphore turns;
    private Duration patience;

    /** For CDI, which proxies this class. */
    protected Turnstile() {}

    /** One for use outside of a container. */
    Turnstile(int atOnce, Duration patience) {
        open(atOnce, patience);
    }

    @PostConstruct
    void open() {
        open(limits.beginningAtOnce(), limits.longestBeginningWait());
    }

    private void open(int atOnce, Duration longestWait) {
        turns = new Semaphore(atOnce, true);
        patience = longestWait;
    }

    /**
     * Does what begins a generation.
     *
     * @throws Refusal {@link ErrorCode#PROVIDER_UNAVAILABLE} when there was no turn for too long; nothing was done then
     */
    <T> T pass(Supplier<T> beginning) {
        if (!hasTurn()) {
            throw Refusal.later(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    COME_BACK,
                    "This server has more to begin with at the moment than it can. Nothing was charged; try again shortly.");
        }
        try {
            return beginning.get();
        } finally {
            turns.release();
        }
    }

    private boolean hasTurn() {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
