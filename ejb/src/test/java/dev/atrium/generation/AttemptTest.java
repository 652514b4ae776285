package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptTest {

    private final Candidate wanted = Orders.candidate("openai", 5);
    private final Candidate other = Orders.candidate("anthropic", 9);
    private final Order order = Orders.of(wanted, other);
    private final Attempt first = Attempt.first(order);

    @Test
    void begins_with_the_stream_of_what_was_asked_for() {
        assertThat(first.candidate()).isSameAs(wanted);
        assertThat(first.streamed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "TIMEOUT", "PROTOCOL"})
    void a_stream_that_fails_is_tried_once_as_a_whole_and_then_elsewhere(Kind kind) {
        Attempt whole = first.after(failure(kind)).orElseThrow();
        assertThat(whole.candidate()).isSameAs(wanted);
        assertThat(whole.streamed()).isFalse();

        Attempt elsewhere = whole.after(failure(kind)).orElseThrow();
        assertThat(elsewhere.candidate()).isSameAs(other);
        assertThat(elsewhere.streamed()).isTrue();

        Attempt last = elsewhere.after(failure(kind)).orElseThrow();
        assertThat(last.after(failure(kind))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_KEY", "QUOTA", "RATE_LIMITED", "UNKNOWN_MODEL", "NOT_ASKED"})
    void what_a_whole_answer_would_meet_as_well_goes_elsewhere_at_once(Kind kind) {
        assertThat(first.after(failure(kind)))
                .hasValueSatisfying(next -> assertThat(next.candidate()).isSameAs(other));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTENT_POLICY", "CONTEXT_LENGTH", "BAD_REQUEST"})
    void what_is_wrong_with_the_request_is_tried_nowhere_else(Kind kind) {
        assertThat(first.after(failure(kind))).isEmpty();
    }

    @Test
    void one_that_cannot_stream_is_asked_for_the_whole() {
        Candidate silent =
                Candidate.whole(Orders.offer("house"), wanted.tariff(), wanted.log(), CompletableFuture::new);

        assertThat(Attempt.first(Orders.of(silent)).streamed()).isFalse();
    }

    @Test
    void the_dearest_candidate_is_reserved_for() {
        assertThat(order.worstCase()).isEqualTo(Credits.ofMicro(9));
    }

    private static ProviderException failure(Kind kind) {
        return new ProviderException(kind, "failed");
    }
}
