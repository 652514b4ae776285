package dev.atrium.generation;

import dev.atrium.refusal.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Settles generations that have ended, a few at a time and each until it is settled: while the database is away, what cannot be stored waits here and is tried
 * again every second, one after the other, up to the deadline of its reservation. What waits is bounded by what was running, since nothing
 * new begins without the database.
 */
@ApplicationScoped
class Settlements {

    private static final System.Logger LOG = System.getLogger(Settlements.class.getName());
    private static final long RETRY_SECONDS = 1;
    private static final int IDLE_THREAD_SECONDS = 30;

    @Inject
    private GenerationService generations;

    @Inject
    private GenerationLimits limits;

    @Inject
    private Clock clock;

    @Resource
    private ManagedExecutorService listeners;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private ThreadPoolExecutor settlers;

    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private ScheduledFuture<?> retries;

    /** A generation that has ended, and what to do once that is settled. */
    private record Pending(
            RunningGeneration generation, End end, Instant deadline, BiConsumer<RunningGeneration, Outcome> settled) {}

    /**
     * Begins to try again what waits. Called by an EJB when the application starts: resources are injected in the context of whoever uses a bean
     * first, and a thread of the transport has none.
     */
    void begin() {
        // Thousands may end at once. They wait here, where it costs nothing, and not for a connection of the database.
        settlers = new ThreadPoolExecutor(
                limits.settlingAtOnce(),
                limits.settlingAtOnce(),
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads);
        settlers.allowCoreThreadTimeOut(true);
        retries = scheduler.scheduleWithFixedDelay(this::retry, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (retries != null) {
            retries.cancel(false);
            settlers.shutdown();
        }
    }

    /**
     * Settles a generation in another thread than this, which is one of the transport's and must not wait for the database.
     *
     * @param settled is called once, after the outcome is stored
     */
    void settle(RunningGeneration generation, End end, BiConsumer<RunningGeneration, Outcome> settled) {
        Pending pending = new Pending(generation, end, clock.instant().plus(limits.reservation()), settled);
        try {
            settlers.execute(() -> {
                if (!isSettled(pending)) {
                    waiting.add(pending);
                }
            });
        } catch (RejectedExecutionException e) {
            waiting.add(pending);
        }
    }

    /** Stops at the first that cannot be settled, and puts it last: where it is not the database, it does not hold up the others. */
    void retry() {
        for (Pending pending = waiting.poll(); pending != null; pending = waiting.poll()) {
            if (!isSettled(pending)) {
                waiting.add(pending);
                return;
            }
        }
    }

    private boolean isSettled(Pending pending) {
        RunningGeneration generation = pending.generation();
        Outcome outcome;
        try {
            outcome = generations.settle(generation.order(), pending.end(), generation.transcript());
        } catch (RuntimeException e) {
            if (clock.instant().isBefore(pending.deadline())) {
                LOG.log(
                        Level.WARNING,
                        "Generation {0} could not be settled and is tried again: {1}",
                        generation.order().generationId(),
                        e);
                return false;
            }
            // The sweep gives the reservation back.
            LOG.log(
                    Level.ERROR,
                    "Generation " + generation.order().generationId() + " could not be settled in time",
                    e);
            outcome = new Outcome.Failed(
                    ErrorCode.INTERNAL_ERROR, "The answer could not be stored. Nothing was charged.");
        }
        tell(pending, outcome);
        return true;
    }

    /** Those who listen may write to a slow network, which no settlement waits for. */
    private void tell(Pending pending, Outcome outcome) {
        try {
            listeners.execute(() -> pending.settled().accept(pending.generation(), outcome));
        } catch (RejectedExecutionException e) {
            pending.settled().accept(pending.generation(), outcome);
        }
    }
}
