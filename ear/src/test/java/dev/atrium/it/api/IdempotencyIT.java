package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with an idempotency key is carried out and charged once, and answered as often as it is sent. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
class IdempotencyIT {

    private static final String REPLAYED = "Idempotency-Replayed";

    private final Installation atrium;
    private final String key = "order/" + UUID.randomUUID();
    private Client user;

    IdempotencyIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @Test
    void a_message_sent_twice_is_answered_twice_and_asked_once() throws Exception {
        Answer first = hello().whole().mustBe(200);
        BigDecimal left = user.balance().balance();

        Answer second = hello().whole().mustBe(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("X-Credits-Charged")).isEqualTo(first.header("X-Credits-Charged"));
        assertThat(first.header(REPLAYED)).isNull();
        assertThat(second.header(REPLAYED)).isEqualTo("true");
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
        assertThat(user.conversationCount()).isEqualTo(1);
        assertThat(user.messages(first.json().getString("conversationId"))).hasSize(2);
    }

    @Test
    void a_message_in_a_conversation_too() throws Exception {
        String conversation = user.chat(Installation.OPENAI_MODEL, "[[text Hello.]] Hello")
                .whole()
                .mustBe(200)
                .json()
                .getString("conversationId");

        Answer first = in(conversation);
        Answer second = in(conversation);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(user.messages(conversation)).hasSize(4);
    }

    private Answer in(String conversation) throws Exception {
        String body = "{\"message\":\"[[text It is four.]] What is 2 + 2?\",\"stream\":false}";
        return user.send(user.json("conversations/" + conversation + "/messages", "POST", body)
                        .header("Idempotency-Key", key))
                .mustBe(200);
    }

    @Test
    void a_completion_too() throws Exception {
        Answer first = completion().whole().mustBe(200);
        BigDecimal left = user.balance().balance();

        Answer second = completion().whole().mustBe(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header(REPLAYED)).isEqualTo("true");
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
    }

    @Test
    void a_stream_is_told_again_with_the_same_ids_text_and_amounts() throws Exception {
        List<Event> events;
        String question = "[[think First the sum.]] [[text It is four, I think.]] What is 2 + 2?";
        try (EventStream first = user.chat(Installation.ANTHROPIC_MODEL, question).key(key).stream()) {
            first.done();
            assertThat(first.header(REPLAYED)).isNull();
            events = first.seen();
        }
        BigDecimal left = user.balance().balance();

        try (EventStream second = user.chat(Installation.ANTHROPIC_MODEL, question).key(key).stream()) {
            second.done();

            assertThat(second.header(REPLAYED)).isEqualTo("true");
            assertThat(second.seen()).extracting(Event::data).isEqualTo(data(events));
        }
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
    }

    @Test
    void while_the_first_runs_the_second_is_told_to_come_back() throws Exception {
        try (EventStream first = user.chat(Installation.OPENAI_MODEL, "[[hang after 2]] Hello").key(key).stream()) {
            JsonObject start = first.awaitChunks(2).seen().get(0).data();

            try (EventStream second =
                    user.chat(Installation.OPENAI_MODEL, "[[hang after 2]] Hello").key(key).stream()) {
                Answer refused = second.refusal();
                JsonObject problem = refused.mustBeProblem(409, "IDEMPOTENCY_IN_PROGRESS");
                assertThat(refused.header("Retry-After")).isEqualTo("1");
                assertThat(problem.getInt("retryAfter")).isEqualTo(1);
            }
            user.cancel(start.getString("generationId")).mustBe(202);
            JsonObject done = first.done();

            try (EventStream third = user.chat(Installation.OPENAI_MODEL, "[[hang after 2]] Hello").key(key).stream()) {
                assertThat(third.done()).isEqualTo(done);
            }
        }
        assertThat(user.conversationCount()).isEqualTo(1);
    }

    @Test
    void of_many_at_once_one_runs_and_is_charged() throws Exception {
        BigDecimal before = user.balance().balance();
        String question = "[[first 300ms]] [[usage in 10 out 5]] Hello";
        List<Answer> answers = atOnce(
                10,
                () -> user.chat(Installation.OPENAI_MODEL, question).key(key).whole());

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 409);
        Answer again = user.chat(Installation.OPENAI_MODEL, question).key(key).whole();
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .singleElement()
                .satisfies(first -> assertThat(first.json()).isEqualTo(again.json()));
        assertThat(user.balance().reserved()).isZero();
        assertThat(user.balance().balance())
                .isEqualByComparingTo(
                        before.subtract(user.price(Installation.OPENAI_MODEL).of(10, 5)));
        assertThat(user.conversationCount()).isEqualTo(1);
    }

    @Test
    void another_request_with_the_key_is_refused() throws Exception {
        hello().whole().mustBe(200);

        user.chat(Installation.OPENAI_MODEL, "Goodbye").key(key).whole().mustBeProblem(422, "IDEMPOTENCY_MISMATCH");
        hello().maxTokens(7).whole().mustBeProblem(422, "IDEMPOTENCY_MISMATCH");
        completion().whole().mustBeProblem(422, "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void the_same_request_written_otherwise_is_the_same() throws Exception {
        Answer first = send("{\"model\":\"gpt-4-turbo\",\"prompt\":\"Hello\",\"temperature\":1}");

        Answer second =
                send("{ \"temperature\": 1.0,\n \"prompt\": \"H\\u0065llo\", \"model\": \"gpt-4-turbo\", \"x\": 1 }");

        assertThat(second.json()).isEqualTo(first.json());
    }

    private Answer send(String body) throws Exception {
        return user.send(user.json("ai/completions", "POST", body).header("Idempotency-Key", key))
                .mustBe(200);
    }

    @Test
    void what_was_refused_can_be_mended_and_sent_again() throws Exception {
        user.chat("no-such-model", "Hello").key(key).whole().mustBeProblem(400, "INVALID_MODEL");
        user.chat(Installation.DEAR_MODEL, "Hello")
                .maxTokens(8_000)
                .key(key)
                .whole()
                .mustBeProblem(402, "INSUFFICIENT_CREDITS");
        user.chat(Installation.OPENAI_MODEL, "Hello")
                .in(UUID.randomUUID().toString())
                .key(key)
                .whole()
                .mustBeProblem(404, "NOT_FOUND");

        Answer answer = hello().whole().mustBe(200);

        assertThat(answer.header(REPLAYED)).isNull();
    }

    @Test
    void a_failure_is_told_again_and_the_provider_not_asked_again() throws Exception {
        String question = "Question " + UUID.randomUUID();
        atrium.providers().script().whenPromptContains(question, 1, Behaviour.of("[[fail policy]]"));
        BigDecimal before = user.balance().balance();

        JsonObject first = user.chat(Installation.OPENAI_MODEL, question)
                .key(key)
                .whole()
                .mustBeProblem(400, "CONTENT_POLICY_VIOLATION");
        Answer again = user.chat(Installation.OPENAI_MODEL, question).key(key).whole();

        JsonObject second = again.mustBeProblem(400, "CONTENT_POLICY_VIOLATION");
        assertThat(second.getString("detail")).isEqualTo(first.getString("detail"));
        assertThat(again.header(REPLAYED)).isEqualTo("true");
        assertThat(user.balance().balance()).isEqualByComparingTo(before);
    }

    @Test
    void an_answer_whose_conversation_was_deleted_is_gone() throws Exception {
        String conversation = hello().whole().mustBe(200).json().getString("conversationId");
        user.send(user.request("conversations/" + conversation).DELETE()).mustBe(204);

        hello().whole().mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void a_key_is_its_user_s_own() throws Exception {
        Answer own = hello().whole().mustBe(200);

        Client other = atrium.newUser();
        Answer others = other.chat(Installation.OPENAI_MODEL, "[[text Hello.]] Hello")
                .key(key)
                .whole()
                .mustBe(200);

        assertThat(others.header(REPLAYED)).isNull();
        assertThat(others.json().getString("generationId"))
                .isNotEqualTo(own.json().getString("generationId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "<256>"})
    void a_malformed_key_is_a_mistake_in_the_header(String malformed) throws Exception {
        String sent = malformed.equals("<256>") ? "x".repeat(256) : malformed;

        JsonObject problem =
                user.chat(Installation.OPENAI_MODEL, "Hello").key(sent).whole().mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("Idempotency-Key");
        assertThat(user.conversationCount()).isZero();
    }

    private Question hello() {
        return user.chat(Installation.OPENAI_MODEL, "[[text Hello.]] Hello").key(key);
    }

    private Question completion() {
        return user.complete(Installation.GOOGLE_MODEL, "[[text Old pond.]] Write a haiku")
                .key(key);
    }

    private static List<JsonObject> data(List<Event> events) {
        return events.stream().map(Event::data).toList();
    }

    private static <T> List<T> atOnce(int count, Callable<T> action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(count, action))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
