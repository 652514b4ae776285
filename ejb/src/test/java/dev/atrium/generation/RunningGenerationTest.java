package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.StreamEvent.TextDelta;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.refusal.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunningGenerationTest {

    private static final int MAX_CHARACTERS = 20;

    private final ConcurrentLinkedQueue<End> ends = new ConcurrentLinkedQueue<>();
    private final RunningGeneration generation = new RunningGeneration(
            Orders.streamed(),
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC),
            MAX_CHARACTERS,
            (running, end) -> ends.add(end));
    private final Candidate candidate = generation.order().candidates().get(0);
    private final Provider provider = new Provider();

    @Test
    void pieces_are_the_answer_and_the_events_in_their_order() {
        generation.attach(provider);
        provider.send(new StreamEvent.ReasoningDelta("hm"));
        provider.send(new TextDelta("Hel"));
        provider.send(new TextDelta("lo"));
        provider.send(completed());

        assertThat(generation.transcript().text()).isEqualTo("Hello");
        assertThat(generation.transcript().reasoning()).isEqualTo("hm");
        assertThat(events())
                .containsExactly(
                        new GenerationEvent.Reasoning("hm"),
                        new GenerationEvent.Chunk("Hel"),
                        new GenerationEvent.Chunk("lo"));
        assertThat(ends).containsExactly(new End.Completed(FinishReason.STOP, Optional.of(TokenUsage.of(1, 2))));
        assertThat(provider.cancelled).isFalse();
    }

    @Test
    void tools_that_are_called_are_told_and_kept_in_their_order() {
        ToolCall first = new ToolCall("1", "w", "{\"a\":1}");
        ToolCall second = new ToolCall("2", "v", "{}", Optional.of("signature"));
        generation.attach(provider);
        provider.send(new StreamEvent.ToolCalled(first));
        provider.send(new StreamEvent.ToolCalled(second));
        provider.send(completed());

        assertThat(events())
                .containsExactly(new GenerationEvent.ToolCalled(first), new GenerationEvent.ToolCalled(second));
        ToolsCalled called = (ToolsCalled) generation.transcript().product().orElseThrow();
        assertThat(called.calls()).containsExactly(first, second);
        assertThat(ToolsCalled.read(called.document())).isEqualTo(called);
        assertThat(generation.transcript().written()).isEqualTo("w{\"a\":1}v{}");
    }

    @Test
    void so_are_those_of_an_answer_in_one_piece() {
        ToolCall call = new ToolCall("1", "w", "{}");

        generation.complete(
                new Answer("", "", FinishReason.TOOL_CALLS, Optional.empty(), ToolsCalled.of(List.of(call))));

        assertThat(events()).containsExactly(new GenerationEvent.ToolCalled(call));
        assertThat(generation.transcript().product()).contains(new ToolsCalled(List.of(call)));
        assertThat(generation.transcript().isEmpty()).isFalse();
    }

    @Test
    void calls_of_tools_count_towards_the_limit() {
        generation.attach(provider);

        provider.send(new StreamEvent.ToolCalled(new ToolCall("1", "w", "x".repeat(MAX_CHARACTERS))));

        assertThat(provider.cancelled).isTrue();
        assertThat(ends).singleElement().isInstanceOf(End.Failed.class);
        assertThat(generation.transcript().product()).isEmpty();
    }

    @Test
    void stopping_it_closes_the_connection_and_keeps_what_arrived() {
        generation.attach(provider);
        provider.send(new TextDelta("Hel"));

        generation.cancel();
        provider.send(new TextDelta("lo"));
        provider.send(completed());

        assertThat(provider.cancelled).isTrue();
        assertThat(generation.transcript().text()).isEqualTo("Hel");
        assertThat(ends).containsExactly(new End.Cancelled());
    }

    @Test
    void a_stream_that_opens_after_the_stop_is_closed_at_once() {
        generation.cancel();

        generation.attach(provider);

        assertThat(provider.cancelled).isTrue();
        assertThat(provider.reader).isNull();
        assertThat(ends).hasSize(1);
    }

    @Test
    void stopping_it_before_the_provider_has_answered_takes_the_request_back() {
        CompletableFuture<TextStream> request = new CompletableFuture<>();
        generation.asked(candidate, request);

        generation.cancel();

        assertThat(request).isCancelled();
        assertThat(ends).containsExactly(new End.Cancelled());
    }

    @Test
    void a_request_that_is_sent_after_the_stop_is_taken_back_at_once() {
        CompletableFuture<TextStream> request = new CompletableFuture<>();
        generation.cancel();

        generation.asked(candidate, request);

        assertThat(request).isCancelled();
    }

    @Test
    void a_failure_of_the_provider_is_the_end() {
        generation.attach(provider);
        provider.send(new TextDelta("Hel"));
        provider.send(new StreamEvent.Failed(new ProviderException(ProviderException.Kind.PROTOCOL, "broke off")));

        assertThat(ends).singleElement().isInstanceOfSatisfying(End.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo(ErrorCode.PROVIDER_ERROR));
    }

    @Test
    void an_answer_without_end_is_cut_off_at_the_limit() {
        generation.attach(provider);
        provider.send(new TextDelta("x".repeat(MAX_CHARACTERS)));
        assertThat(ends).isEmpty();

        provider.send(new TextDelta("x"));

        assertThat(provider.cancelled).isTrue();
        assertThat(generation.transcript().text()).hasSize(MAX_CHARACTERS);
        assertThat(ends).singleElement().isInstanceOf(End.Failed.class);
    }

    @Test
    void what_has_arrived_is_drafted_once_and_in_parts() {
        generation.attach(provider);
        provider.send(new TextDelta("Hel"));
        Draft first = generation.draft();
        assertThat(first.text()).isEqualTo("Hel");
        assertThat(generation.draft()).as("until it is kept").isEqualTo(first);

        provider.send(new TextDelta("lo"));
        provider.send(new StreamEvent.ReasoningDelta("hm"));
        generation.kept(first);

        assertThat(generation.draft()).isEqualTo(new Draft(generation.order().generationId(), 3, "lo", 0, "hm"));
        generation.cancel();
        assertThat(generation.draft().size()).as("the end is stored by itself").isZero();
    }

    @Test
    void of_stop_time_limit_and_answer_at_once_one_wins() throws Exception {
        for (int round = 0; round < 200; round++) {
            ConcurrentLinkedQueue<End> settled = new ConcurrentLinkedQueue<>();
            RunningGeneration contended = new RunningGeneration(
                    Orders.streamed(), Clock.systemUTC(), MAX_CHARACTERS, (running, end) -> settled.add(end));
            Provider opened = new Provider();
            contended.attach(opened);
            atOnce(contended::cancel, contended::timeOut, () -> opened.send(completed()));

            assertThat(settled).hasSize(1);
        }
    }

    private static void atOnce(Runnable... actions) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = List.of(actions).stream()
                .map(action -> new Thread(() -> {
                    try {
                        start.await();
                        action.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private List<GenerationEvent> events() {
        return generation.events().after(1, 100).stream()
                .map(GenerationEvents.Numbered::event)
                .toList();
    }

    private static StreamEvent.Completed completed() {
        return new StreamEvent.Completed(FinishReason.STOP, Optional.of(TokenUsage.of(1, 2)));
    }

    /** A provider's stream whose events the test sends. */
    private static final class Provider implements TextStream {

        private Consumer<StreamEvent> reader;
        private volatile boolean cancelled;

        void send(StreamEvent event) {
            reader.accept(event);
        }

        @Override
        public void read(Consumer<StreamEvent> events) {
            reader = events;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
