package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at a provider is told in words that help, costs nothing, and is not tried again once the answer has begun. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class FailureIT {

    private static final Map<String, String> PROVIDERS = Map.of(
            Installation.OPENAI_MODEL, "openai",
            Installation.ANTHROPIC_MODEL, "anthropic",
            Installation.GOOGLE_MODEL, "google",
            Installation.MISTRAL_MODEL, "mistral",
            Installation.HOUSE_MODEL, "house");

    private final Installation atrium;
    private final Client user;
    private Balance before;

    FailureIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
    }

    @BeforeEach
    void look_at_the_balance() throws Exception {
        before = user.balance();
    }

    @ParameterizedTest
    @CsvSource({
        // The failure, the model, how often the provider is asked for a stream and for the whole, and what the user is
        // told.
        "fail 401,                  gpt-4-turbo,        1, 1, 502, PROVIDER_ERROR",
        "fail 401,                  claude-sonnet-4-5,  1, 1, 502, PROVIDER_ERROR",
        "fail 400,                  gemini-2.5-flash,   1, 1, 502, PROVIDER_ERROR",
        "fail 400,                  house-small,        1, 1, 502, PROVIDER_ERROR",
        "fail 400 context,          gpt-4-turbo,        1, 1, 400, INVALID_REQUEST",
        "fail 400 context,          claude-sonnet-4-5,  1, 1, 400, INVALID_REQUEST",
        "fail policy,               gpt-4-turbo,        1, 1, 400, CONTENT_POLICY_VIOLATION",
        "fail policy,               gemini-2.5-flash,   1, 1, 400, CONTENT_POLICY_VIOLATION",
        "fail 429 quota,            gpt-4-turbo,        1, 1, 503, PROVIDER_UNAVAILABLE",
        "fail 429 retry-after 2m,   mistral-large-2512, 1, 1, 503, PROVIDER_UNAVAILABLE",
        "fail 429 retry-after 2m,   gemini-2.5-flash,   1, 1, 503, PROVIDER_UNAVAILABLE",
        "fail 429,                  claude-sonnet-4-5,  3, 3, 503, PROVIDER_UNAVAILABLE",
        "fail 500,                  gpt-4-turbo,        4, 3, 503, PROVIDER_UNAVAILABLE",
        "fail 529,                  claude-sonnet-4-5,  4, 3, 503, PROVIDER_UNAVAILABLE",
        "fail 503,                  gemini-2.5-flash,   4, 3, 503, PROVIDER_UNAVAILABLE",
        "fail 502 html,             house-small,        4, 3, 503, PROVIDER_UNAVAILABLE",
        "drop,                      mistral-large-2512, 4, 3, 503, PROVIDER_UNAVAILABLE",
    })
    void a_failure_before_the_first_word(
            String failure, String model, int triesStreamed, int triesWhole, int status, String code) throws Exception {
        String question = "[[" + failure + "]] " + UUID.randomUUID();
        try (EventStream answer = ask(model, question).stream()) {
            JsonObject start = answer.await("start").data();
            assertProblem(answer.error(), status, code);

            assertThat(answer.seen()).extracting(Event::name).containsExactly("start", "error");
            assertThat(timesAsked(question)).isEqualTo(triesStreamed);
            assertFailed(start, "", code);
        }
        askSuccessfully(model);

        String wholeQuestion = "[[" + failure + "]] " + UUID.randomUUID();
        Answer whole = ask(model, wholeQuestion).whole();
        whole.mustBeProblem(status, code);
        assertThat(timesAsked(wholeQuestion)).isEqualTo(triesWhole);
        assertNothingCharged();
        askSuccessfully(model);
    }

    @ParameterizedTest
    @CsvSource({
        "fail midstream after 3, gpt-4-turbo",
        "fail midstream after 3, claude-sonnet-4-5",
        "fail midstream after 3, gemini-2.5-flash",
        "fail midstream after 3, mistral-large-2512",
        "fail midstream after 3, house-small",
        "drop after 3, gpt-4-turbo",
        "drop after 3, claude-sonnet-4-5",
        "drop after 3, gemini-2.5-flash",
        "reset after 3, mistral-large-2512",
        "truncate after 3, gpt-4-turbo",
        "truncate after 3, claude-sonnet-4-5",
        "truncate after 3, gemini-2.5-flash",
        "truncate after 3, mistral-large-2512",
        "truncate after 3, house-small",
    })
    void a_failure_in_the_middle_keeps_what_was_said(String failure, String model) throws Exception {
        String question = "[[" + failure + "]] [[delay 20ms]] [[text one two three four five]] " + UUID.randomUUID();
        try (EventStream answer = ask(model, question).stream()) {
            JsonObject start = answer.await("start").data();
            JsonObject error = answer.error();

            assertThat(error.getInt("status")).isIn(502, 503);
            assertThat(error.getString("code")).isIn("PROVIDER_ERROR", "PROVIDER_UNAVAILABLE");
            assertThat(answer.text()).isEqualTo("one two three");
            assertThat(timesAsked(question))
                    .as("an answer that has begun is not begun again")
                    .isEqualTo(1);
            assertFailed(start, "one two three", error.getString("code"));
        }
        askSuccessfully(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_failure_that_passes_is_not_seen(String model) throws Exception {
        String question = "[[times 1 fail 500]] [[usage in 30 out 3]] [[text one two three]] " + UUID.randomUUID();
        try (EventStream answer = ask(model, question).stream()) {
            JsonObject done = answer.done();

            assertThat(answer.seen())
                    .extracting(Event::name)
                    .containsExactly("start", "chunk", "chunk", "chunk", "done");
            assertThat(answer.text()).isEqualTo("one two three");
            assertThat(timesAsked(question)).isEqualTo(2);
            assertThat(done.getJsonNumber("credits").bigDecimalValue())
                    .as("charged once")
                    .isEqualByComparingTo(user.price(model).of(30, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_whole_answer_that_breaks_off_is_none(String model) throws Exception {
        ask(model, "[[truncate]] " + UUID.randomUUID()).whole().mustBeProblem(502, "PROVIDER_ERROR");

        assertNothingCharged();
        askSuccessfully(model);
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
        askSuccessfully(Installation.ANTHROPIC_MODEL);
        assertThat(before.reserved()).isZero();
    }

    @Test
    void a_named_provider_and_a_workspace_that_does_not_want_it_get_no_other() throws Exception {
        String question = "[[on anthropic fail 401]] ";
        ask(Installation.ANTHROPIC_MODEL, question + UUID.randomUUID()).whole().mustBeProblem(502, "PROVIDER_ERROR");

        Client strict = atrium.newUser();
        strict.allowFallback(false);
        strict.chat(Installation.ANTHROPIC_MODEL, question + UUID.randomUUID())
                .whole()
                .mustBeProblem(502, "PROVIDER_ERROR");
        assertThat(strict.balance().reserved()).isZero();
        askSuccessfully(Installation.ANTHROPIC_MODEL);
    }

    @Test
    void a_stream_that_does_not_begin_is_asked_for_as_a_whole() throws Exception {
        String question = "[[times 3 drop]] [[text one two three]] " + UUID.randomUUID();
        try (EventStream answer = ask(Installation.MISTRAL_MODEL, question).stream()) {
            JsonObject done = answer.done();

            assertThat(answer.text()).isEqualTo("one two three");
            assertThat(timesAsked(question)).isEqualTo(4);
            assertThat(done.getBoolean("fallback"))
                    .as("the same model has answered")
                    .isFalse();
        }
    }

    /** Asks the model's own provider, and nobody else. */
    private Question ask(String model, String question) {
        return user.chat(model, question).from(PROVIDERS.get(model));
    }

    private static void assertProblem(JsonObject error, int status, String code) {
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getString("code")).as("%s", error).isEqualTo(code);
        assertThat(error.getInt("status")).isEqualTo(status);
        assertThat(error.getString("title")).isNotBlank();
        assertThat(error.getString("detail")).isNotBlank().doesNotContain("key-of-", "Exception");
        assertThat(error.getString("instance")).isEqualTo("/api/ai/chat");
        assertThat(error.getString("traceId")).matches("[0-9a-f]{32}");
    }

    private void assertFailed(JsonObject start, String kept, String code) throws Exception {
        assertNothingCharged();
        List<JsonObject> messages = user.messages(start.getString("conversationId"));
        assertThat(messages).extracting(message -> message.getString("role")).containsExactly("user", "assistant");
        JsonObject message = messages.get(1);
        assertThat(message.getString("status")).isEqualTo("failed");
        assertThat(message.getString("content")).isEqualTo(kept);
        JsonObject generation = user.generation(start.getString("generationId"));
        assertThat(generation.getString("status")).isEqualTo("failed");
        assertThat(generation.getString("error")).isEqualTo(code);
        assertThat(generation.getJsonNumber("credits").bigDecimalValue()).isZero();
    }

    private void assertNothingCharged() throws Exception {
        assertThat(user.balance()).isEqualTo(before);
        assertThat(before.reserved()).isZero();
    }

    /** The provider is well again: the circuit breaker has to see that, or it would refuse the next test's calls. */
    private void askSuccessfully(String model) throws Exception {
        try (EventStream answer = ask(model, "Are you well?").stream()) {
            answer.done();
        }
        ask(model, "Are you well?").whole().mustBe(200);
        before = user.balance();
    }

    private long timesAsked(String question) {
        String id = question.substring(
                question.length() - UUID.randomUUID().toString().length());
        return atrium.providers().requests().stream()
                .filter(request -> request.body().contains(id))
                .count();
    }
}
