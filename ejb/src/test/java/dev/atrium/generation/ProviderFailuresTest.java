package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

class ProviderFailuresTest {

    @Test
    void what_a_provider_cannot_do_is_the_requests_mistake_and_said_in_its_words() {
        End.Failed end = ProviderFailures.end(
                Orders.offer("google"),
                new ProviderException(Kind.BAD_REQUEST, "Gemini takes at most 5 stop sequences: give fewer."));

        assertThat(end.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(end.detail()).isEqualTo("Gemini takes at most 5 stop sequences: give fewer.");
    }

    @Test
    void what_a_provider_refuses_that_was_sent_is_not() {
        End.Failed end = ProviderFailures.end(
                Orders.offer("google"), new ProviderException(Kind.BAD_REQUEST, "google finds", 400, null, null, null));

        assertThat(end.code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
    }
}
