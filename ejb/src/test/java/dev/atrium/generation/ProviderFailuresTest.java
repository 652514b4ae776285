package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

class ProviderFailuresTest {

    @Test
    void what_a_provider_cannot_do_is_a_mistake_of_the_request() {
        End.Failed failed = ProviderFailures.end(
                Orders.offer("anthropic"),
                new ProviderException(Kind.BAD_REQUEST, "Anthropic takes no JSON without a schema: give one."));

        assertThat(failed.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failed.detail()).isEqualTo("Anthropic takes no JSON without a schema: give one.");
    }

    @Test
    void what_it_refuses_by_itself_is_its_error() {
        End.Failed failed = ProviderFailures.end(
                Orders.offer("openai"),
                new ProviderException(Kind.BAD_REQUEST, "openai finds the request wrong", 400, null, null, null));

        assertThat(failed.code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
    }
}
