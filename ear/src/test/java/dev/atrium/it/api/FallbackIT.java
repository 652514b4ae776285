package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where a provider fails, another one answers, at its own price and under its own name; unless that is not wanted. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class FallbackIT {

    private final Installation atrium;
    private final Client user;

    FallbackIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
    }

    @Test
    void another_model_of_the_class_answers_when_a_provider_is_down() throws Exception {
        String question = "[[on anthropic fail 503]] [[usage in 30 out 3]] [[text one two three]] " + UUID.randomUUID();
        try (EventStream answer = user.chat(Installation.ANTHROPIC_MODEL, question).stream()) {
            JsonObject start = answer.await("start").data();
            JsonObject done = answer.done();

            assertThat(start.getString("provider")).as("who was asked").isEqualTo("anthropic");
            assertThat(answer.text()).isEqualTo("one two three");
            assertThat(done.getBoolean("fallback")).isTrue();
            assertThat(done.getString("provider")).isEqualTo("openai");
            assertThat(done.getJsonNumber("credits").bigDecimalValue())
                    .as("the price of the model that answered")
                    .isEqualByComparingTo(user.price(done.getString("model")).of(30, 3));
            JsonObject generation = user.generation(start.getString("generationId"));
            assertThat(generation.getString("provider")).isEqualTo("openai");
            assertThat(generation.getString("model")).isEqualTo(done.getString("model"));
            JsonObject message =
                    user.messages(start.getString("conversationId")).get(1);
            assertThat(message.getString("model")).isEqualTo(done.getString("model"));
        }
        JsonObject whole = user.chat(Installation.ANTHROPIC_MODEL, "[[on anthropic fail 401]] " + UUID.randomUUID())
                .whole()
                .mustBe(200)
                .json();
        assertThat(whole.getBoolean("fallback")).isTrue();
        assertThat(user.balance().reserved()).isZero();
    }

    @Test
    void a_named_provider_and_a_workspace_that_does_not_want_it_get_no_other() throws Exception {
        String question = "[[on anthropic fail 401]] ";
        user.chat(Installation.ANTHROPIC_MODEL, question + UUID.randomUUID())
                .from("anthropic")
                .whole()
                .mustBeProblem(502, "PROVIDER_ERROR");

        Client strict = atrium.newUser();
        strict.allowFallback(false);
        strict.chat(Installation.ANTHROPIC_MODEL, question + UUID.randomUUID())
                .whole()
                .mustBeProblem(502, "PROVIDER_ERROR");
        assertThat(strict.balance().reserved()).isZero();
    }
}
