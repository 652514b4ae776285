package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation.Timing;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final List<ToolCall> calls = new ArrayList<>();
    private int callCharacters;
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
                product = answer.product()
                        .filter(made -> !(made instanceof ToolsCalled))
                        .orElse(null);
            }
        }
        if (!answer.reasoning().isEmpty()) {
            collect(reasoning, reasoningCharacters, answer.reasoning(), GenerationEvent.Reasoning::new);
        }
        if (!answer.text().isEmpty()) {
            collect(text, textCharacters, answer.text(), GenerationEvent.Chunk::new);
        }
        if (answer.product().orElse(null) instanceof ToolsCalled called) {
            called.calls().forEach(this::collect);
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
        } else if (event instanceof StreamEvent.ToolCalled called) {
            collect(called.call());
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
            if (!arrives()) {
                return;
            }
            String piece = characters.next(delta);
            tooLong = exceedsLimit(piece.length());
            if (!tooLong && !piece.isEmpty()) {
                part.append(piece);
                // Within the lock, so that no piece can follow the end.
                events.append(event.apply(piece));
            }
        }
        if (tooLong) {
            cutOff();
        }
    }

    private void collect(ToolCall call) {
        boolean tooLong;
        synchronized (this) {
            if (!arrives()) {
                return;
            }
            int length = ToolsCalled.written(call).length();
            tooLong = exceedsLimit(length);
            if (!tooLong) {
                callCharacters += length;
                calls.add(call);
                events.append(new GenerationEvent.ToolCalled(call));
            }
        }
        if (tooLong) {
            cutOff();
        }
    }

    /** Something has arrived; false when nobody wants it any more. */
    private boolean arrives() {
        if (!ended && firstTokenAt == null) {
            firstTokenAt = clock.instant();
        }
        return !ended;
    }

    private boolean exceedsLimit(int more) {
        return text.length() + reasoning.length() + callCharacters + more > maxCharacters;
    }

    private void cutOff() {
        end(new End.Failed(
                ErrorCode.PROVIDER_ERROR,
                "The answer exceeded " + maxCharacters + " characters and was cut off. Nothing was charged."));
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
                Optional.ofNullable(product).or(() -> ToolsCalled.of(calls)),
                Optional.ofNullable(stream).flatMap(TextStream::usageSoFar),
                candidate,
                Upstream.of(order.candidates(), candidate),
                new Timing(firstToken, Duration.between(startedAt, clock.instant())));
    }

    /** What it takes up in memory, in bytes: its log, and the answer itself once more. */
    synchronized int bytes() {
        long made = product == null ? 0 : product.bytes();
        return (int) Math.min(Integer.MAX_VALUE / 2, 2L * events.bytes() + made);
    }

    /** The generation is stored and charged: listeners may know. */
    void conclude(Outcome result, GenerationEvent last) {
        events.appendLast(last);
        outcome.complete(result);
    }
}
