package dev.atrium.generation;

import dev.atrium.generation.Archive.Kept;
import dev.atrium.idempotency.IdempotencyKeys;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.GenerationRepository;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Tells a generation again that has ended: from its log while this node has it, then from what was stored. */
@Stateless
public class Replays {

    @Inject
    private RunningGenerations running;

    @Inject
    private GenerationRepository generations;

    @Inject
    @Any
    private Instance<Archive> archives;

    /**
     * The outcome of a generation of the caller once more.
     *
     * @throws Refusal {@link ErrorCode#IDEMPOTENCY_IN_PROGRESS} while there is none, {@link ErrorCode#NOT_FOUND} when what it
     *     made was deleted
     */
    public Telling again(Caller caller, UUID generationId) {
        Optional<RunningGeneration> here = running.find(caller, generationId);
        if (here.isPresent()) {
            return here.filter(RunningGeneration::isConcluded)
                    .map(RunningGeneration::telling)
                    .orElseThrow(IdempotencyKeys::inProgress);
        }
        Generation generation = require(caller, generationId);
        if (generation.status() == Generation.Status.RUNNING) {
            throw IdempotencyKeys.inProgress();
        }
        return stored(generation);
    }

    /** The stored answer of a generation of the caller; empty while it runs, when it failed, and when it was deleted. */
    public Optional<Telling> answer(Caller caller, UUID generationId) {
        Generation generation = require(caller, generationId);
        boolean answered = generation.status() == Generation.Status.COMPLETED
                || generation.status() == Generation.Status.CANCELLED;
        return answered && kept(generation).isPresent() ? Optional.of(stored(generation)) : Optional.empty();
    }

    private Generation require(Caller caller, UUID id) {
        return generations
                .find(caller.workspaceId(), caller.userId(), id)
                .orElseThrow(() -> Refusal.notFound("generation"));
    }

    private Telling stored(Generation generation) {
        Kept kept = kept(generation)
                .orElseThrow(() ->
                        new Refusal(ErrorCode.NOT_FOUND, "What came of the first request with this key was deleted."));
        Outcome outcome = outcome(generation, kept);
        return new Telling(
                generation.id(),
                kept.turn(),
                generation.model(),
                generation.provider(),
                GenerationEvents.ended(events(generation, kept, outcome)),
                CompletableFuture.completedFuture(outcome));
    }

    private Optional<Kept> kept(Generation generation) {
        return archives.stream()
                .filter(archive -> archive.keeps(generation))
                .findFirst()
                .map(archive -> archive.find(generation))
                .orElseGet(() -> Optional.of(inRow(generation)));
    }

    private static Kept inRow(Generation generation) {
        return new Kept(
                Optional.empty(),
                generation.answer().orElse(""),
                generation.reasoning().orElse(""),
                generation.toolCalls().map(ToolsCalled::read));
    }

    private static Outcome outcome(Generation generation, Kept kept) {
        if (generation.status() == Generation.Status.FAILED) {
            return new Outcome.Failed(
                    ErrorCode.valueOf(generation.errorCode().orElseThrow()),
                    generation.errorDetail().orElseThrow());
        }
        return new Outcome.Settled(
                kept.text(),
                kept.reasoning(),
                kept.product(),
                FinishReason.valueOf(generation.finishReason().orElseThrow().toUpperCase(Locale.ROOT)),
                Consumed.usage(generation),
                generation.credits(),
                new Outcome.AnsweredBy(generation.model(), generation.provider()),
                generation.fallback(),
                generation.completedAt().orElseThrow());
    }

    private static List<GenerationEvent> events(Generation generation, Kept kept, Outcome outcome) {
        List<GenerationEvent> events = new ArrayList<>();
        events.add(new GenerationEvent.Start(generation.id(), kept.turn(), generation.model(), generation.provider()));
        if (!kept.reasoning().isEmpty()) {
            events.add(new GenerationEvent.Reasoning(kept.reasoning()));
        }
        if (!kept.text().isEmpty()) {
            events.add(new GenerationEvent.Chunk(kept.text()));
        }
        if (kept.product().orElse(null) instanceof ToolsCalled called) {
            called.calls().forEach(call -> events.add(new GenerationEvent.ToolCalled(call)));
        }
        events.add(GenerationEvent.last(kept.turn(), outcome));
        return events;
    }
}
