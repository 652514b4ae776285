package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.refusal.ErrorCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GenerationEventsTest {

    private final GenerationEvents events = new GenerationEvents();

    @Test
    void events_are_numbered_from_one_without_a_gap() {
        append("a", "b", "c");

        assertThat(events.after(0, 10))
                .extracting(GenerationEvents.Numbered::id)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_listener_goes_on_after_the_last_event_that_it_saw() {
        append("a", "b", "c");

        assertThat(events.after(2, 10))
                .extracting(GenerationEvents.Numbered::event)
                .containsExactly(new GenerationEvent.Chunk("c"));
        assertThat(events.after(3, 10)).isEmpty();
        assertThat(events.after(99, 10)).isEmpty();
    }

    @Test
    void no_more_are_given_than_asked_for() {
        append("a", "b", "c");

        assertThat(events.after(0, 2)).hasSize(2);
    }

    @Test
    void it_is_exhausted_for_who_has_seen_the_last() {
        append("a");
        assertThat(events.isExhausted(1)).isFalse();

        events.appendLast(new GenerationEvent.Failed(ErrorCode.PROVIDER_ERROR, "broke off"));

        assertThat(events.isExhausted(1)).isFalse();
        assertThat(events.isExhausted(2)).isTrue();
    }

    @Test
    void listeners_are_told_of_each_event_until_they_leave() {
        AtomicInteger calls = new AtomicInteger();
        GenerationEvents.Subscription subscription = events.subscribe(calls::incrementAndGet);

        append("a", "b");
        subscription.close();
        append("c");

        assertThat(calls).hasValue(2);
    }

    @Test
    void pieces_of_any_kind_come_back_as_they_were() {
        List<GenerationEvent> told = List.of(
                new GenerationEvent.Reasoning("hm"),
                new GenerationEvent.Chunk("a\ud83d\ude00"),
                new GenerationEvent.Reasoning("so"),
                new GenerationEvent.Chunk("b"),
                new GenerationEvent.Failed(ErrorCode.PROVIDER_ERROR, "broke off"));
        told.forEach(events::append);

        assertThat(events.after(0, 10))
                .extracting(GenerationEvents.Numbered::event)
                .isEqualTo(told);
        assertThat(GenerationEvents.ended(told).after(0, 10)).isEqualTo(events.after(0, 10));
        assertThat(GenerationEvents.ended(told).isExhausted(5)).isTrue();
    }

    @Test
    void large_pieces_are_given_one_at_a_time_so_that_a_slow_reader_holds_little() {
        String large = "x".repeat(60_000);
        append(large, large, large + large, "a", "b");

        assertThat(events.after(0, 64)).hasSize(1);
        assertThat(events.after(2, 64)).hasSize(1);
        assertThat(events.after(3, 64)).hasSize(2);
    }

    @Test
    void a_piece_takes_little_more_than_its_characters() {
        for (int i = 0; i < 100_000; i++) {
            append("x");
        }

        assertThat(events.bytes()).isLessThan(1_000_000);
    }

    private void append(String... chunks) {
        for (String chunk : chunks) {
            events.append(new GenerationEvent.Chunk(chunk));
        }
    }
}
