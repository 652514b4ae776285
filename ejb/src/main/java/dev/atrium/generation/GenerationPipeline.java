package dev.atrium.generation;

import dev.atrium.provider.api.ProviderException;
import dev.atrium.refusal.Refusal;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a generation whose cost is reserved already: asks the candidates in their order until one answers, follows the answer to its end,
 * settles it. No transaction is open while a provider is asked, and once something has arrived nobody else is.
 */
@ApplicationScoped
public class GenerationPipeline {

    private static final System.Logger LOG = System.getLogger(GenerationPipeline.class.getName());

    @Inject
    private Turnstile turnstile;

    @Inject
    private GenerationService generations;

    @Inject
    private Settlements settlements;

    @Inject
    private RunningGenerations running;

    @Inject
    private GenerationMetrics metrics;

    @Inject
    private GenerationLimits limits;

    @Inject
    private Clock clock;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /**
     * Begins a generation by itself, and starts it.
     *
     * @throws Refusal as {@link GenerationService#begin} does, and when too many want to begin
     */
    public RunningGeneration run(Order order) {
        return run(() -> {
            generations.begin(order);
            return order;
        });
    }

    /**
     * Begins a generation, and starts it.
     *
     * @param beginning is called when it has its turn; makes the order of a generation that it has begun, in its own transaction
     * @throws Refusal as the beginning does, and when too many want to begin
     */
    public RunningGeneration run(Supplier<Order> beginning) {
        return start(turnstile.pass(beginning));
    }

    /** Starts a generation that {@link GenerationService#begin} has recorded. Whatever goes wrong from here on is an outcome of it. */
    private RunningGeneration start(Order order) {
        RunningGeneration generation = new RunningGeneration(order, clock, limits.maxCharacters(), this::settle);
        running.add(generation);
        Future<?> timeLimit =
                scheduler.schedule(generation::timeOut, limits.maxDuration().toMillis(), TimeUnit.MILLISECONDS);
        generation.outcome().whenComplete((outcome, failure) -> timeLimit.cancel(false));
        ask(generation, Attempt.first(order));
        return generation;
    }

    private void ask(RunningGeneration generation, Attempt attempt) {
        Candidate candidate = attempt.candidate();
        if (attempt.streamed()) {
            ask(generation, attempt, candidate.streamed().orElseThrow(), generation::attach);
        } else {
            ask(generation, attempt, candidate.whole(), generation::complete);
        }
    }

    private <T> void ask(
            RunningGeneration generation, Attempt attempt, Supplier<CompletionStage<T>> request, Consumer<T> answered) {
        CompletionStage<T> answer = sent(request);
        generation.asked(attempt.candidate(), answer);
        answer.whenComplete((result, failure) -> {
            if (failure == null) {
                answered.accept(result);
            } else if (failure instanceof Refusal refusal) {
                LOG.log(Level.WARNING, "Generation " + generation.order().generationId() + " was refused", refusal);
                generation.fail(refusal);
            } else if (!generation.hasEnded()) {
                goOn(generation, attempt, failure(attempt, failure));
            }
        });
    }

    private static <T> CompletionStage<T> sent(Supplier<CompletionStage<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Nothing has arrived yet, so that another attempt is unseen; when there is none left, the failure is the end. */
    private void goOn(RunningGeneration generation, Attempt failed, ProviderException failure) {
        failed.after(failure)
                .ifPresentOrElse(
                        next -> ask(generation, next),
                        () -> generation.fail(failed.candidate().offer(), failure));
    }

    private static ProviderException failure(Attempt attempt, Throwable cause) {
        ProviderException failure = ProviderFailures.of(cause);
        LOG.log(
                Level.WARNING,
                "Generation {0}: {1} failed with {2}, status {3}, request {4}: {5}",
                attempt.order().generationId(),
                attempt.candidate().offer().provider(),
                failure.kind(),
                failure.status().isPresent() ? failure.status().getAsInt() : "none",
                failure.requestId().orElse("none"),
                failure.getMessage());
        if (failure.kind() == ProviderException.Kind.PROTOCOL) {
            LOG.log(Level.DEBUG, "What the answer was taken for", failure);
        }
        return failure;
    }

    private void settle(RunningGeneration generation, End end) {
        settlements.settle(generation, end, this::conclude);
    }

    private void conclude(RunningGeneration generation, Outcome outcome) {
        running.ended(generation);
        metrics.measure(generation, outcome);
        generation.conclude(outcome, lastEvent(generation.order(), outcome));
    }

    private static GenerationEvent lastEvent(Order order, Outcome outcome) {
        return GenerationEvent.last(order.turn(), outcome);
    }
}
