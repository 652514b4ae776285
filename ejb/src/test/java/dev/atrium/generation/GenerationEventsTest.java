package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.refusal.ErrorCode;
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

    private void append(String... chunks) {
        for (String chunk : chunks) {
            events.append(new GenerationEvent.Chunk(chunk));
        }
    }
}
