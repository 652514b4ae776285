package dev.atrium.generation;

import dev.atrium.generation.KeptTurns.Kept;
import dev.atrium.idempotency.IdempotencyKeys;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.GenerationRepository;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
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
    private KeptTurns turns;

    /**
     * The outcome of a generation of the caller once more.
     *
     * @throws Refusal {@link ErrorCode#IDEMPOTENCY_IN_PROGRESS} while there is none, {@link ErrorCode#NOT_FOUND} when the
     *     conversation with the answer was deleted
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

    /** The stored answer of a generation of the caller; empty while it runs, when it failed, and when its conversation was deleted. */
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
        Answer answer = kept(generation)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NOT_FOUND, "The conversation with the answer to this request was deleted."));
        Outcome outcome = outcome(generation, answer);
        return new Telling(
                generation.id(),
                answer.turn(),
                generation.model(),
                generation.provider(),
                GenerationEvents.ended(events(generation, answer, outcome)),
                CompletableFuture.completedFuture(outcome));
    }

    private record Answer(Optional<Order.Turn> turn, String text, String reasoning) {}

    private Optional<Answer> kept(Generation generation) {
        if (generation.messageId().isPresent()) {
            return generation.messageId().flatMap(turns::find).map(Replays::answer);
        }
        return Optional.of(new Answer(
                Optional.empty(),
                generation.answer().orElse(""),
                generation.reasoning().orElse("")));
    }

    private static Answer answer(Kept kept) {
        return new Answer(Optional.of(kept.turn()), kept.text(), kept.reasoning());
    }

    private static Outcome outcome(Generation generation, Answer answer) {
        if (generation.status() == Generation.Status.FAILED) {
            return new Outcome.Failed(
                    ErrorCode.valueOf(generation.errorCode().orElseThrow()),
                    generation.errorDetail().orElseThrow());
        }
        Generation.Usage usage = generation.usage().orElseThrow();
        return new Outcome.Settled(
                answer.text(),
                answer.reasoning(),
                FinishReason.valueOf(generation.finishReason().orElseThrow().toUpperCase(Locale.ROOT)),
                new TokenUsage(
                        usage.input(), usage.output(), usage.cachedInput(), usage.cacheWrite(), usage.reasoning()),
                generation.credits(),
                generation.completedAt().orElseThrow());
    }

    private static List<GenerationEvent> events(Generation generation, Answer answer, Outcome outcome) {
        List<GenerationEvent> events = new ArrayList<>();
        events.add(
                new GenerationEvent.Start(generation.id(), answer.turn(), generation.model(), generation.provider()));
        if (!answer.reasoning().isEmpty()) {
            events.add(new GenerationEvent.Reasoning(answer.reasoning()));
        }
        if (!answer.text().isEmpty()) {
            events.add(new GenerationEvent.Chunk(answer.text()));
        }
        events.add(GenerationEvent.last(
                answer.turn(), generation.model(), generation.provider(), generation.fallback(), outcome));
        return events;
    }
}
