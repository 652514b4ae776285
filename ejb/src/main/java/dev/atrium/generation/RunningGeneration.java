package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation.Timing;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A generation while it runs, and for a while after. It collects what the provider sends, tells it to listeners, and ends exactly
 * once: whichever of the answer's end, a failure, the user's stop and the time limit comes first, wins.
 */
public final class RunningGeneration {

    private final Order order;
    private final Clock clock;
    private final int maxCharacters;
    private final BiConsumer<RunningGeneration, End> settlement;
    private final GenerationEvents events = new GenerationEvents();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Instant startedAt;
    private final StringBuilder text = new StringBuilder();
    private final WholeCharacters textCharacters = new WholeCharacters();
    private final StringBuilder reasoning = new StringBuilder();
    private final WholeCharacters reasoningCharacters = new WholeCharacters();
    private Candidate candidate;
    private Product product;
    private Instant firstTokenAt;
    private int textKept;
    private int reasoningKept;
    private CompletionStage<?> request;
    private TextStream stream;
    private boolean ended;

    /** @param settlement stores and charges the generation once it has ended; called once */
    RunningGeneration(Order order, Clock clock, int maxCharacters, BiConsumer<RunningGeneration, End> settlement) {
        this.order = order;
        this.candidate = order.candidates().get(0);
        this.clock = clock;
        this.maxCharacters = maxCharacters;
        this.settlement = settlement;
        this.startedAt = clock.instant();
        events.append(new GenerationEvent.Start(
                order.generationId(),
                order.turn(),
                order.offer().name(),
                order.offer().provider()));
    }

    public Order order() {
        return order;
    }

    /** What listeners read, also after the end. */
    public GenerationEvents events() {
        return events;
    }

    /** Completes after the generation was stored and charged; never exceptionally. */
    public CompletionStage<Outcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    /** As it is told to whoever asked for it. */
    public Telling telling() {
        return new Telling(
                order.generationId(),
                order.turn(),
                order.offer().name(),
                order.offer().provider(),
                events,
                outcome());
    }

    /** Whether it is stored and charged, and listeners have been told. */
    boolean isConcluded() {
        return outcome.isDone();
    }

    /** The user stops it: the connection to the provider is closed, and what was produced is kept and charged. Harmless after the end. */
    public void cancel() {
        end(new End.Cancelled());
    }

    /** A provider is being asked; stopping the generation before it has answered takes the request back. */
    void asked(Candidate whom, CompletionStage<?> sent) {
        boolean late;
        synchronized (this) {
            late = ended;
            candidate = whom;
            request = sent;
        }
        if (late) {
            sent.toCompletableFuture().cancel(true);
        }
    }

    /** The provider's stream has begun. */
    void attach(TextStream opened) {
        boolean late;
        synchronized (this) {
            late = ended;
            stream = opened;
        }
        if (late) {
            opened.cancel();
        } else {
            opened.read(this::accept);
        }
    }

    /** The provider has answered whole. */
    void complete(Answer answer) {
        synchronized (this) {
            if (!ended) {
                product = answer.product().orElse(null);
            }
        }
        if (!answer.reasoning().isEmpty()) {
            collect(reasoning, reasoningCharacters, answer.reasoning(), GenerationEvent.Reasoning::new);
        }
        if (!answer.text().isEmpty()) {
            collect(text, textCharacters, answer.text(), GenerationEvent.Chunk::new);
        }
        end(new End.Completed(answer.finishReason(), answer.usage()));
    }

    /** Nobody could be asked, or none did answer. */
    void fail(ModelOffer offer, ProviderException cause) {
        end(ProviderFailures.end(offer, cause));
    }

    /** What was made cannot be had after all. */
    void fail(Refusal refusal) {
        end(new End.Failed(refusal.code(), refusal.detail()));
    }

    void timeOut() {
        end(new End.Failed(
                ErrorCode.GENERATION_TIMEOUT, "The answer took longer than a generation may. Nothing was charged."));
    }

    private void accept(StreamEvent event) {
        if (event instanceof StreamEvent.TextDelta delta) {
            collect(text, textCharacters, delta.text(), GenerationEvent.Chunk::new);
        } else if (event instanceof StreamEvent.ReasoningDelta delta) {
            collect(reasoning, reasoningCharacters, delta.text(), GenerationEvent.Reasoning::new);
        } else if (event instanceof StreamEvent.Completed completed) {
            end(new End.Completed(completed.finishReason(), completed.usage().map(Usage.class::cast)));
        } else if (event instanceof StreamEvent.Failed failed) {
            fail(candidate().offer(), failed.cause());
        }
    }

    private void collect(
            StringBuilder part, WholeCharacters characters, String delta, Function<String, GenerationEvent> event) {
        boolean tooLong;
        synchronized (this) {
            if (ended) {
                return;
            }
            if (firstTokenAt == null) {
                firstTokenAt = clock.instant();
            }
            String piece = characters.next(delta);
            tooLong = text.length() + reasoning.length() + piece.length() > maxCharacters;
            if (!tooLong && !piece.isEmpty()) {
                part.append(piece);
                // Within the lock, so that no piece can follow the end.
                events.append(event.apply(piece));
            }
        }
        if (tooLong) {
            end(new End.Failed(
                    ErrorCode.PROVIDER_ERROR,
                    "The answer exceeded " + maxCharacters + " characters and was cut off. Nothing was charged."));
        }
    }

    private void end(End end) {
        TextStream open;
        CompletionStage<?> pending;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            open = stream;
            pending = request;
        }
        if (!(end instanceof End.Completed)) {
            if (open != null) {
                open.cancel();
            } else if (pending != null) {
                pending.toCompletableFuture().cancel(true);
            }
        }
        settlement.accept(this, end);
    }

    /** Whether the end has come; what the provider says afterwards is of no interest. */
    synchronized boolean hasEnded() {
        return ended;
    }

    /** What has arrived since {@link #kept} was last told; nothing once the end has come, which is stored by itself. */
    synchronized Draft draft() {
        int textFrom = ended ? text.length() : textKept;
        int reasoningFrom = ended ? reasoning.length() : reasoningKept;
        return new Draft(
                order.generationId(),
                textFrom,
                text.substring(textFrom),
                reasoningFrom,
                reasoning.substring(reasoningFrom));
    }

    synchronized void kept(Draft draft) {
        textKept = draft.textFrom() + draft.text().length();
        reasoningKept = draft.reasoningFrom() + draft.reasoning().length();
    }

    private synchronized Candidate candidate() {
        return candidate;
    }

    synchronized Transcript transcript() {
        Optional<Duration> firstToken =
                Optional.ofNullable(firstTokenAt).map(instant -> Duration.between(startedAt, instant));
        return new Transcript(
                text.toString(),
                reasoning.toString(),
                Optional.ofNullable(product),
                Optional.ofNullable(stream).flatMap(TextStream::usageSoFar),
                candidate,
                Upstream.of(order.candidates(), candidate),
                new Timing(firstToken, Duration.between(startedAt, clock.instant())));
    }

    /** The generation is stored and charged: listeners may know. */
    void conclude(Outcome result, GenerationEvent last) {
        events.appendLast(last);
        outcome.complete(result);
    }
}
