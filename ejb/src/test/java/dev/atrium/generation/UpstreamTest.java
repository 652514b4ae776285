package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private final Candidate wanted = Orders.candidate("openai", 1);
    private final Candidate other = Orders.candidate("anthropic", 1);
    private final Candidate unasked = Orders.candidate("google", 1);
    private final List<Candidate> candidates = List.of(wanted, other, unasked);

    @Test
    void one_try_is_no_retry() {
        tries(wanted, "request", 1);

        assertThat(Upstream.of(candidates, wanted).retries()).isZero();
    }

    @Test
    void further_tries_of_a_request_and_of_others_who_are_asked_for_it_count() {
        tries(wanted, "request", 3);
        tries(other, "as the other wants it", 2);

        assertThat(Upstream.of(candidates, other).retries()).isEqualTo(4);
    }

    @Test
    void the_parts_of_a_whole_are_requests_of_their_own() {
        tries(wanted, "first part", 1);
        tries(wanted, "second part", 2);

        assertThat(Upstream.of(candidates, wanted).retries()).isEqualTo(1);
    }

    @Test
    void who_was_given_a_rest_has_not_been_asked() {
        tries(other, "request", 1);

        assertThat(Upstream.of(candidates, other).retries()).isZero();
    }

    @Test
    void the_latest_name_of_the_request_is_kept() {
        tries(wanted, "request", 1);
        wanted.log().named("req_1");
        assertThat(Upstream.of(candidates, wanted).requestId()).contains("req_1");

        tries(other, "request", 1);
        assertThat(Upstream.of(candidates, other).requestId())
                .as("the last try had none")
                .contains("req_1");

        other.log().named("req_2");
        assertThat(Upstream.of(candidates, other).requestId()).contains("req_2");
    }

    private static void tries(Candidate candidate, Object request, int count) {
        for (int i = 0; i < count; i++) {
            candidate.log().tried(request);
        }
    }
}
