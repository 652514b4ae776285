package dev.atrium.generation;

import dev.atrium.credit.CreditLedger;
import dev.atrium.idempotency.IdempotencyKeys;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.Generation.Timing;
import dev.atrium.persistence.generation.GenerationFilter;
import dev.atrium.persistence.generation.GenerationRepository;
import dev.atrium.persistence.generation.GenerationSummary;
import dev.atrium.provider.ModelOffer;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.workspace.Erasure;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
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
    private Event<GenerationDeleted> deletion;

    @Inject
    private Clock clock;

    /**
     * Records a generation as running, under the request's idempotency key if it has one, and reserves the most that it can cost. The
     * account is locked last, and so for as short as can be.
     *
     * @throws Refusal {@link ErrorCode#FORBIDDEN} when the caller may not spend, {@link ErrorCode#BUDGET_EXCEEDED} when a budget
     *     of the caller cannot cover it, {@link ErrorCode#INSUFFICIENT_CREDITS} when the workspace cannot, {@link ErrorCode#IDEMPOTENCY_IN_PROGRESS} when the same request is under way already
     */
    public void begin(Order order) {
        Caller caller = order.caller();
        if (!caller.role().mayGenerate()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Viewers of a workspace cannot spend its credits.");
        }
        Instant now = clock.instant();
        UUID reservationId = CreditLedger.newReservationId();
        generations.add(new Generation(order.generationId(), origin(order), offer(order.offer()), reservationId, now));
        keys.claim(caller, order.generationId());
        ledger.reserve(reservationId, spender(caller), order.worstCase(), now.plus(limits.reservation()));
    }

    private static CreditLedger.Spender spender(Caller caller) {
        return new CreditLedger.Spender(caller.workspaceId(), caller.userId(), caller.tokenId());
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
                order.parameters(),
                order.streamed(),
                node.get());
    }

    private static Generation.Offer offer(ModelOffer offer) {
        return new Generation.Offer(offer.modelId(), offer.name(), offer.provider(), offer.priceId());
    }

    /** Stores and charges what came of a generation. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Outcome settle(Order order, End end, Transcript transcript) {
        Generation generation = generations.findForUpdate(order.generationId()).orElseThrow();
        if (generation.status() != Generation.Status.RUNNING) {
            return settledBefore(order, end, transcript, generation);
        }
        Instant now = clock.instant();
        ModelOffer answeredBy = transcript.candidate().offer();
        boolean fallback = !answeredBy.modelId().equals(order.offer().modelId());
        generation.answerBy(
                offer(answeredBy),
                fallback,
                transcript.upstream().retries(),
                transcript.upstream().requestId());
        if (end instanceof End.Failed failed) {
            generation.fail(failed.code().name(), failed.detail(), transcript.timing(), now);
            tell(generation, transcript.text(), transcript.reasoning(), transcript.product());
            ledger.release(generation.reservationId());
            return new Outcome.Failed(failed.code(), failed.detail(), failed.retryAfter());
        }
        Consumed consumed = Consumed.by(end, transcript);
        Credits charged = capture(generation, consumed.cost(), order.worstCase());
        generation.settle(
                end instanceof End.Completed ? Generation.Status.COMPLETED : Generation.Status.CANCELLED,
                consumed.quantity(),
                consumed.tokens(),
                charged,
                consumed.reason().code(),
                transcript.timing(),
                now);
        tell(generation, transcript.text(), transcript.reasoning(), transcript.product());
        return settled(order, transcript, consumed, generation);
    }

    /** The first try to settle had gone through, but the news of it was lost; or the sweep was quicker. */
    private static Outcome settledBefore(Order order, End end, Transcript transcript, Generation generation) {
        if (generation.status() != Generation.Status.FAILED) {
            return settled(order, transcript, Consumed.by(end, transcript), generation);
        }
        if (end instanceof End.Failed failed) {
            return new Outcome.Failed(failed.code(), failed.detail(), failed.retryAfter());
        }
        return new Outcome.Failed(
                ErrorCode.GENERATION_TIMEOUT, "The generation was given up for lost. Nothing was charged.");
    }

    private static Outcome settled(Order order, Transcript transcript, Consumed consumed, Generation generation) {
        ModelOffer answeredBy = transcript.candidate().offer();
        return new Outcome.Settled(
                transcript.text(),
                transcript.reasoning(),
                transcript.product(),
                consumed.reason(),
                consumed.usage(),
                generation.credits(),
                new Outcome.AnsweredBy(answeredBy.name(), answeredBy.provider()),
                !answeredBy.modelId().equals(order.offer().modelId()),
                generation.completedAt().orElseThrow());
    }

    private Credits capture(Generation generation, Credits cost, Credits reserved) {
        String reason = generation.service().name().toLowerCase(Locale.ROOT) + ": " + generation.model();
        return ledger.capture(
                        new CreditLedger.Charge(
                                generation.reservationId(),
                                generation.workspaceId(),
                                generation.userId(),
                                generation.id(),
                                cost,
                                reason),
                        reserved)
                .orElseThrow(() -> new IllegalStateException(
                        "The reservation of the running generation " + generation.id() + " is resolved already"));
    }

    private void tell(Generation generation, String text, String reasoning, Optional<Product> product) {
        if (generation.messageId().isEmpty() && generation.prompt().isPresent()) {
            generation.keepAnswer(
                    text,
                    reasoning,
                    product.filter(ToolsCalled.class::isInstance).map(made -> ((ToolsCalled) made).document()));
        }
        ended.fire(new GenerationEnded(generation, text, reasoning, product));
    }

    /** Ends a generation whose node has stopped, or that nobody settled in time: it is marked failed and costs nothing. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void abandon(UUID generationId) {
        generations
                .findForUpdate(generationId)
                .filter(generation -> generation.status() == Generation.Status.RUNNING)
                .ifPresent(generation -> {
                    Instant now = clock.instant();
                    generation.fail(
                            ErrorCode.INTERNAL_ERROR.name(),
                            "The server stopped while it was answering. Nothing was charged.",
                            new Timing(Optional.empty(), Duration.between(generation.createdAt(), now)),
                            now);
                    GenerationRepository.Draft draft = generations.findDraft(generationId);
                    tell(generation, draft.text(), draft.reasoning(), Optional.empty());
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

    /** Keeps what has arrived of running answers, for the case that their node stops. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void keep(List<Draft> drafts) {
        generations.keepDrafts(drafts.stream()
                .map(draft -> new GenerationRepository.Growth(
                        draft.generationId(), draft.textFrom(), draft.text(), draft.reasoningFrom(), draft.reasoning()))
                .toList());
    }

    /** Forgets the drafts of answers that have ended, which are stored in full. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void forgetDrafts() {
        generations.removeDraftsOfEnded();
    }

    /** What this node was running when it stopped. */
    public List<UUID> leftBehind() {
        return generations.findRunning(node.get());
    }

    /** A generation that the caller ordered in this workspace. */
    public GenerationView get(Caller caller, UUID id) {
        return generations
                .find(caller.workspaceId(), caller.userId(), id)
                .map(generation -> GenerationView.of(generation, caller.admin()))
                .orElseThrow(() -> Refusal.notFound("generation"));
    }

    /**
     * Deletes what the caller asked for and got in a generation: prompt, answer and files. That it was made, and what it cost, stays.
     *
     * @throws Refusal {@link ErrorCode#CONFLICT} while it runs, and when it is a message of a conversation
     */
    public void delete(Caller caller, UUID id) {
        Generation generation = generations
                .find(caller.workspaceId(), caller.userId(), id)
                .flatMap(own -> generations.findForUpdate(own.id()))
                .filter(own -> !own.deleted())
                .orElseThrow(() -> Refusal.notFound("generation"));
        if (generation.status() == Generation.Status.RUNNING) {
            throw new Refusal(ErrorCode.CONFLICT, "This generation is still running. Stop it, or wait for its end.");
        }
        if (generation.conversationId().isPresent()) {
            throw new Refusal(
                    ErrorCode.CONFLICT,
                    "This generation is a message of the conversation "
                            + generation.conversationId().get() + ". Delete the conversation.");
        }
        generation.delete(clock.instant());
        deletion.fire(new GenerationDeleted(generation));
    }

    /** Some generations, and how many there are in all. */
    public record History(List<GenerationSummary> items, long total) {}

    /** What the caller ordered in this workspace, newest first. */
    public History history(Caller caller, GenerationFilter filter, int offset, int limit) {
        return new History(
                generations.findAll(caller.workspaceId(), caller.userId(), filter, offset, limit),
                generations.count(caller.workspaceId(), caller.userId(), filter));
    }

    /** Observes that the content of all generations of a user or a workspace is to go. */
    public void erase(@Observes Erasure erasure) {
        generations.erase(erasure.whose(), erasure.id(), clock.instant());
    }

    /** Whether something of a user is running, in whichever workspace. */
    public boolean isRunning(UUID userId) {
        return generations.isRunning(userId);
    }
}
