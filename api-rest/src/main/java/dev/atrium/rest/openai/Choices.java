package dev.atrium.rest.openai;

import dev.atrium.generation.GenerationEvents;
import dev.atrium.generation.Outcome;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.generation.Telling;
import dev.atrium.idempotency.RequestKey;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.generation.OnceOnly;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The answers to one request: as many generations as were asked for, each reserved and charged by itself. What was paid is delivered: one that
 * fails is missing among the others, and only when all fail does the request.
 */
final class Choices {

    /** The most that one request may ask for. */
    static final int MOST = 8;

    private final List<Telling> tellings;
    private final List<RunningGeneration> running;

    private Choices(List<Telling> tellings, List<RunningGeneration> running) {
        this.tellings = List.copyOf(tellings);
        this.running = List.copyOf(running);
    }

    /** One that was settled, with its place among those that were asked for. */
    record Settled(int index, Outcome.Settled outcome) {}

    /**
     * Begins them, all or none.
     *
     * @param body the request, of which a key makes one
     * @param orders each orders one
     * @throws Refusal also when a request for several has a key, which stands for one generation
     */
    static Choices begin(
            OnceOnly once, HttpServletRequest request, Record body, List<Supplier<RunningGeneration>> orders) {
        List<RunningGeneration> running = new ArrayList<>();
        if (orders.size() == 1) {
            Telling telling = once.of(body, () -> {
                running.add(orders.get(0).get());
                return running.get(0);
            });
            return new Choices(List.of(telling), running);
        }
        if (request.getHeader(RequestKey.HEADER) != null) {
            throw Refusal.invalid(RequestKey.HEADER, "stands for one answer, and this request asks for several");
        }
        try {
            orders.forEach(order -> running.add(order.get()));
        } catch (RuntimeException e) {
            running.forEach(RunningGeneration::cancel);
            throw e;
        }
        return new Choices(running.stream().map(RunningGeneration::telling).toList(), running);
    }

    /** The id of the answer, which is that of its first generation. */
    UUID id() {
        return tellings.get(0).generationId();
    }

    /** The model that was asked for. */
    String model() {
        return tellings.get(0).model();
    }

    /** When the answer was begun, in seconds since 1970: an id of version 7 has it in its first 48 bits, in milliseconds. */
    long created() {
        return (id().getMostSignificantBits() >>> 16) / 1000;
    }

    List<GenerationEvents> events() {
        return tellings.stream().map(Telling::events).toList();
    }

    /** Stops those that this request has begun, and that still run. */
    void cancel() {
        running.forEach(RunningGeneration::cancel);
    }

    /**
     * Those that come to something, in their order, at least one.
     *
     * @return fails as the first when all fail
     */
    CompletionStage<List<Settled>> outcomes() {
        List<CompletableFuture<Outcome>> outcomes = tellings.stream()
                .map(telling -> telling.outcome().toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        settled(outcomes.stream().map(CompletableFuture::join).toList()));
    }

    private static List<Settled> settled(List<Outcome> outcomes) {
        List<Settled> settled = IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Settled)
                .mapToObj(i -> new Settled(i, (Outcome.Settled) outcomes.get(i)))
                .toList();
        if (settled.isEmpty()) {
            throw ((Outcome.Failed) outcomes.get(0)).refusal();
        }
        return settled;
    }

    /** What all of them cost. */
    static Credits credits(List<Settled> settled) {
        return Credits.ofMicro(settled.stream()
                .mapToLong(choice -> choice.outcome().credits().micro())
                .sum());
    }

    /** What all of them used; empty where nothing is counted in tokens. */
    static Optional<TokensUsed> usage(List<Settled> settled) {
        return settled.stream()
                .flatMap(choice -> choice.outcome().tokens().stream())
                .map(TokensUsed::of)
                .reduce(TokensUsed::plus);
    }
}
