package dev.atrium.generation;

import dev.atrium.credit.CreditLedger;
import dev.atrium.idempotency.IdempotencyKeys;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.Generation.Timing;
import dev.atrium.persistence.generation.Generation.Usage;
import dev.atrium.persistence.generation.GenerationRepository;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The transactions of a generation: it begins with its reservation and ends with its charge, each all or nothing. */
@Stateless
public class GenerationService {

    @Inject
    private GenerationRepository generations;

    @Inject
    private CreditLedger ledger;

    @Inject
    private IdempotencyKeys keys;

    @Inject
    private GenerationLimits limits;

    @Inject
    private NodeName node;

    @Inject
    private Event<GenerationEnded> ended;

    @Inject
    private Clock clock;

    /**
     * Records a generation as running, under the request's idempotency key if it has one, and reserves the most that it can cost. The
     * account is locked last, and so for as short as can be.
     *
     * @throws Refusal {@link ErrorCode#FORBIDDEN} when the caller may not spend, {@link ErrorCode#INSUFFICIENT_CREDITS} when the
     *     workspace cannot cover it, {@link ErrorCode#IDEMPOTENCY_IN_PROGRESS} when the same request is under way already
     */
    public void begin(Order order) {
        Caller caller = order.caller();
        if (!caller.role().mayGenerate()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Viewers of a workspace cannot spend its credits.");
        }
        Instant now = clock.instant();
        UUID reservationId = CreditLedger.newReservationId();
        generations.add(new Generation(order.generationId(), origin(order), offer(order), reservationId, now));
        keys.claim(caller, order.generationId());
        ledger.reserve(reservationId, caller.workspaceId(), order.tariff().worstCase(), now.plus(limits.reservation()));
    }

    private Generation.Origin origin(Order order) {
        Caller caller = order.caller();
        return new Generation.Origin(
                order.service(),
                caller.workspaceId(),
                caller.userId(),
                caller.tokenId(),
                order.turn().map(Order.Turn::conversationId),
                order.turn().map(Order.Turn::messageId),
                order.prompt(),
                order.streamed(),
                node.get());
    }

    private static Generation.Offer offer(Order order) {
        return new Generation.Offer(
                order.offer().modelId(),
                order.offer().name(),
                order.offer().provider(),
                order.offer().priceId());
    }

    /** Stores and charges what came of a generation. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Outcome settle(Order order, End end, Transcript transcript) {
        Generation generation = generations.findForUpdate(order.generationId()).orElseThrow();
        if (generation.status() != Generation.Status.RUNNING) {
            return new Outcome.Failed(
                    ErrorCode.GENERATION_TIMEOUT, "The generation was given up for lost. Nothing was charged.");
        }
        Instant now = clock.instant();
        if (end instanceof End.Failed failed) {
            fail(generation, failed.code(), failed.detail(), transcript, now);
            ledger.release(generation.reservationId());
            return new Outcome.Failed(failed.code(), failed.detail());
        }
        if (end instanceof End.Completed completed) {
            TokenUsage usage = completed.usage().orElseGet(() -> estimate(order, transcript));
            Usage recorded = recorded(usage, completed.usage().isEmpty());
            return charge(
                    order,
                    generation,
                    Generation.Status.COMPLETED,
                    usage,
                    recorded,
                    completed.finishReason(),
                    transcript,
                    now);
        }
        // Stopped before anything was produced costs nothing.
        TokenUsage usage = transcript.isEmpty() ? TokenUsage.of(0, 0) : estimate(order, transcript);
        return charge(
                order,
                generation,
                Generation.Status.CANCELLED,
                usage,
                recorded(usage, true),
                FinishReason.CANCELLED,
                transcript,
                now);
    }

    private static TokenUsage estimate(Order order, Transcript transcript) {
        return order.tariff().estimate(transcript.text(), transcript.reasoning());
    }

    private Outcome charge(
            Order order,
            Generation generation,
            Generation.Status status,
            TokenUsage usage,
            Usage recorded,
            FinishReason reason,
            Transcript transcript,
            Instant now) {
        Credits cost = order.tariff().cost(usage);
        Credits charged = ledger.capture(
                        new CreditLedger.Charge(
                                generation.reservationId(),
                                generation.workspaceId(),
                                generation.userId(),
                                generation.id(),
                                cost,
                                generation.service().name().toLowerCase(Locale.ROOT) + ": " + generation.model()),
                        order.tariff().worstCase())
                .orElseThrow(() -> new IllegalStateException(
                        "The reservation of the running generation " + generation.id() + " is resolved already"));
        generation.settle(status, recorded, charged, reason.code(), transcript.timing(), now);
        tell(generation, transcript);
        return new Outcome.Settled(transcript.text(), transcript.reasoning(), reason, usage, charged, now);
    }

    private static Usage recorded(TokenUsage usage, boolean estimated) {
        return new Usage(
                usage.input(), usage.output(), usage.cachedInput(), usage.cacheWrite(), usage.reasoning(), estimated);
    }

    private void fail(Generation generation, ErrorCode code, String detail, Transcript transcript, Instant now) {
        generation.fail(code.name(), detail, transcript.timing(), now);
        tell(generation, transcript);
    }

    private void tell(Generation generation, Transcript transcript) {
        if (generation.messageId().isEmpty() && generation.prompt().isPresent()) {
            generation.keepAnswer(transcript.text(), transcript.reasoning());
        }
        ended.fire(new GenerationEnded(generation, transcript.text(), transcript.reasoning()));
    }

    /** Ends a generation whose node has stopped, or that nobody settled in time: it is marked failed and costs nothing. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void abandon(UUID generationId) {
        generations
                .findForUpdate(generationId)
                .filter(generation -> generation.status() == Generation.Status.RUNNING)
                .ifPresent(generation -> {
                    Instant now = clock.instant();
                    Timing timing = new Timing(Optional.empty(), Duration.between(generation.createdAt(), now));
                    fail(
                            generation,
                            ErrorCode.INTERNAL_ERROR,
                            "The server stopped while it was answering. Nothing was charged.",
                            new Transcript("", "", timing),
                            now);
                    ledger.expire(generation.reservationId());
                });
    }

    /** Ends what belongs to a reservation whose deadline has passed. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void expire(UUID reservationId) {
        generations
                .findIdByReservation(reservationId)
                .ifPresentOrElse(this::abandon, () -> ledger.expire(reservationId));
    }

    /** What this node was running when it stopped. */
    public List<UUID> leftBehind() {
        return generations.findRunning(node.get());
    }

    /** A generation that the caller ordered in this workspace. */
    public GenerationView get(Caller caller, UUID id) {
        return generations
                .find(caller.workspaceId(), caller.userId(), id)
                .map(GenerationView::of)
                .orElseThrow(() -> Refusal.notFound("generation"));
    }
}
