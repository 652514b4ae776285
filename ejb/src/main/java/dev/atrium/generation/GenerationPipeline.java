package dev.atrium.generation;

import dev.atrium.provider.AiServiceFactory.TextGeneration;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.refusal.ErrorCode;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a generation whose cost is reserved already: asks the provider, follows the answer to its end, settles it. No thread waits for the
 * provider, and no transaction is open while it is asked.
 */
@ApplicationScoped
public class GenerationPipeline {

    private static final System.Logger LOG = System.getLogger(GenerationPipeline.class.getName());

    @Inject
    private GenerationService generations;

    @Inject
    private RunningGenerations running;

    @Inject
    private GenerationLimits limits;

    @Inject
    private Clock clock;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** Starts a generation that {@link GenerationService#begin} has recorded. Whatever goes wrong from here on is an outcome of it. */
    public RunningGeneration start(Order order, TextGeneration service, TextRequest request) {
        RunningGeneration generation =
                new RunningGeneration(order, clock, limits.maxCharacters(), this::settleElsewhere);
        running.add(generation);
        Future<?> timeLimit =
                scheduler.schedule(generation::timeOut, limits.maxDuration().toMillis(), TimeUnit.MILLISECONDS);
        generation.outcome().whenComplete((outcome, failure) -> timeLimit.cancel(false));
        try {
            if (order.streamed()) {
                ask(generation, service.open(request), generation::attach);
            } else {
                ask(generation, service.generate(request), generation::complete);
            }
        } catch (RuntimeException e) {
            generation.fail(failure(order, e));
        }
        return generation;
    }

    private static <T> void ask(RunningGeneration generation, CompletionStage<T> request, Consumer<T> success) {
        generation.asked(request);
        request.whenComplete((result, failure) -> {
            if (failure == null) {
                success.accept(result);
            } else if (!generation.hasEnded()) {
                generation.fail(failure(generation.order(), failure));
            }
        });
    }

    private static ProviderException failure(Order order, Throwable cause) {
        ProviderException failure = ProviderFailures.of(cause);
        LOG.log(
                Level.WARNING,
                "Generation {0}: {1} failed with {2}, status {3}, request {4}: {5}",
                order.generationId(),
                order.offer().provider(),
                failure.kind(),
                failure.status().isPresent() ? failure.status().getAsInt() : "none",
                failure.requestId().orElse("none"),
                failure.getMessage());
        if (failure.kind() == ProviderException.Kind.PROTOCOL) {
            LOG.log(Level.DEBUG, "What the answer was taken for", failure);
        }
        return failure;
    }

    /** The end comes in a thread of the transport, which must not wait for the database. */
    private void settleElsewhere(RunningGeneration generation, End end) {
        executor.execute(() -> settle(generation, end));
    }

    private void settle(RunningGeneration generation, End end) {
        Outcome outcome;
        try {
            outcome = generations.settle(generation.order(), end, generation.transcript());
        } catch (RuntimeException e) {
            // The sweep gives the reservation back when its deadline has passed.
            LOG.log(Level.ERROR, "Generation " + generation.order().generationId() + " could not be settled", e);
            outcome = new Outcome.Failed(
                    ErrorCode.INTERNAL_ERROR, "The answer could not be stored. Nothing was charged.");
        }
        running.ended(generation);
        generation.conclude(outcome, lastEvent(generation.order(), outcome));
    }

    private static GenerationEvent lastEvent(Order order, Outcome outcome) {
        return GenerationEvent.last(
                order.turn(), order.offer().name(), order.offer().provider(), false, outcome);
    }
}
