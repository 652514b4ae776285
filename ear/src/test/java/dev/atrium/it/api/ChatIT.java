package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.demo.RecordedRequest;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A metered chat through each provider: what the model says arrives unchanged, as it is said, and costs what it costs. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class ChatIT {

    /** What a careless reader of event streams would cut, join, trim or replace. */
    private static final String AWKWARD =
            " Grüße, 世界! 👩‍👩‍👧 \u0301e\r\n\r\ndata: [DONE]\n\n: no comment\tid: 7\n\\u0041 \"quoted\" "
                    + "</script> \u2028\u2029\u00a0 \uFEFF event: done\n\n```java\nint i = 0;\n```\n\u0001end \n";

    private final Installation atrium;
    private final Client user;

    ChatIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4-turbo",
        "anthropic, claude-sonnet-4-5",
        "google, gemini-2.5-flash",
        "mistral, mistral-large-2512",
        "house, house-small"
    })
    void streams_to_the_byte_what_the_provider_says(String provider, String model) throws Exception {
        String question = question();
        providersSay(question, Behaviour.saying(AWKWARD).and("[[cut 1]] [[crlf]] [[comments]]"));

        try (EventStream answer = user.chat(model, question).from(provider).stream()) {
            JsonObject done = answer.done();

            assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
            assertThat(answer.text()).isEqualTo(AWKWARD);
            assertThat(done.getString("finishReason")).isEqualTo("stop");
            assertThat(done.getString("model")).isEqualTo(model);
            assertThat(done.getString("provider")).isEqualTo(provider);
            assertThat(done.getBoolean("fallback")).isFalse();
            String conversation = answer.seen().get(0).data().getString("conversationId");
            assertThat(user.messages(conversation).get(1).getString("content")).isEqualTo(AWKWARD);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4-turbo",
        "anthropic, claude-sonnet-4-5",
        "google, gemini-2.5-flash",
        "mistral, mistral-large-2512",
        "house, house-small"
    })
    void answers_whole_to_the_byte_what_the_provider_says(String provider, String model) throws Exception {
        String question = question();
        providersSay(question, Behaviour.saying(AWKWARD).and("[[cut 1]]"));

        JsonObject answer =
                user.chat(model, question).from(provider).whole().mustBe(200).json();

        assertThat(answer.getJsonObject("message").getString("content")).isEqualTo(AWKWARD);
        assertThat(answer.getJsonObject("message").getString("status")).isEqualTo("complete");
        assertThat(answer.getString("finishReason")).isEqualTo("stop");
        assertThat(user.messages(answer.getString("conversationId")).get(1)).isEqualTo(answer.getJsonObject("message"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void charges_the_reported_usage_at_the_listed_price(String model) throws Exception {
        Price price = user.price(model);
        BigDecimal before = user.balance().balance();

        try (EventStream answer = user.chat(model, "[[usage in 4321 out 987]] Hello").stream()) {
            JsonObject done = answer.done();

            BigDecimal cost = price.of(4321, 987);
            assertThat(cost).isPositive();
            assertThat(credits(done)).isEqualByComparingTo(cost);
            assertThat(done.getJsonObject("tokens")).isEqualTo(tokens(4321, 987));
            Balance after = user.balance();
            assertThat(after.balance()).isEqualByComparingTo(before.subtract(cost));
            assertThat(after.reserved()).isZero();
            assertThat(after.available()).isEqualByComparingTo(after.balance());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void charges_a_whole_answer_the_same_and_says_so_in_its_headers(String model) throws Exception {
        BigDecimal cost = user.price(model).of(4321, 987);
        BigDecimal left = user.balance().balance().subtract(cost);

        Answer answer =
                user.chat(model, "[[usage in 4321 out 987]] Hello").whole().mustBe(200);

        assertThat(credits(answer.json())).isEqualByComparingTo(cost);
        assertThat(answer.json().getJsonObject("tokens")).isEqualTo(tokens(4321, 987));
        assertThat(new BigDecimal(answer.header("X-Credits-Charged"))).isEqualByComparingTo(cost);
        assertThat(new BigDecimal(answer.header("X-Credits-Remaining"))).isEqualByComparingTo(left);
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash"})
    void cached_input_and_thinking_have_prices_of_their_own(String model) throws Exception {
        try (EventStream answer =
                user.chat(model, "[[usage in 4000 out 500 cached 3000 reasoning 200]] Hello").stream()) {
            JsonObject done = answer.done();

            assertThat(done.getJsonObject("tokens")).isEqualTo(tokens(4000, 500));
            assertThat(credits(done)).isEqualByComparingTo(user.price(model).of(4000, 3000, 500, 200));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void without_a_report_of_usage_the_tokens_are_estimated_and_charged(String model) throws Exception {
        try (EventStream answer = user.chat(model, "[[no usage]] [[text one two three four five]]").stream()) {
            JsonObject done = answer.done();

            JsonObject tokens = done.getJsonObject("tokens");
            assertThat(tokens.getInt("input")).isBetween(1, 60);
            assertThat(tokens.getInt("output")).isEqualTo(5);
            assertThat(credits(done))
                    .isPositive()
                    .isEqualByComparingTo(user.price(model).of(tokens.getInt("input"), 5));
        }
    }

    @Test
    void a_stream_is_one_start_then_chunks_then_done_with_numbers_from_one() throws Exception {
        try (EventStream answer = user.chat(Installation.OPENAI_MODEL, "[[text one two three]]").stream()) {
            answer.done();

            List<Event> events = answer.seen();
            assertThat(events).extracting(Event::name).containsExactly("start", "chunk", "chunk", "chunk", "done");
            assertThat(events)
                    .extracting(Event::id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(events).allSatisfy(event -> assertThat(event.data().getString("type"))
                    .isEqualTo(event.name()));
            JsonObject start = events.get(0).data();
            assertThat(start.getString("model")).isEqualTo(Installation.OPENAI_MODEL);
            assertThat(start.getString("provider")).isEqualTo("openai");
            assertThat(answer.header("Cache-Control")).contains("no-cache", "no-transform");
            assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(answer.header("X-Request-Id")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void chunks_arrive_while_the_provider_is_still_writing(String model) throws Exception {
        try (EventStream answer =
                user.chat(model, "[[delay 100ms]] [[text one two three four five six seven eight]]").stream()) {
            Event first = answer.await("chunk");
            assertThat(atrium.providers().stats().open())
                    .as("answers that providers are giving")
                    .isEqualTo(1);
            answer.done();

            List<Event> chunks =
                    answer.seen().stream().filter(event -> event.is("chunk")).toList();
            assertThat(chunks).hasSize(8);
            Duration spread = Duration.between(first.arrivedAt(), chunks.get(7).arrivedAt());
            assertThat(spread).isGreaterThan(Duration.ofMillis(350));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "gemini-2.5-flash"})
    void visible_thinking_is_told_apart_from_the_answer(String model) throws Exception {
        try (EventStream answer = user.chat(model, "[[think First the sum.]] [[text It is four.]]").stream()) {
            answer.done();

            assertThat(answer.reasoning()).isEqualTo("First the sum.");
            assertThat(answer.text()).isEqualTo("It is four.");
        }
    }

    @Test
    void the_conversation_has_both_messages_in_order_with_what_they_took() throws Exception {
        String question = "[[usage in 40 out 12]] [[text It is four.]] What is 2 + 2?";
        try (EventStream answer = user.chat(Installation.MISTRAL_MODEL, question).stream()) {
            JsonObject start = answer.await("start").data();
            JsonObject done = answer.done();
            List<JsonObject> messages = user.messages(start.getString("conversationId"));

            assertThat(messages).hasSize(2);
            JsonObject asked = messages.get(0);
            assertThat(asked.getString("id")).isEqualTo(start.getString("userMessageId"));
            assertThat(asked.getString("role")).isEqualTo("user");
            assertThat(asked.getString("content")).isEqualTo(question);
            JsonObject said = messages.get(1);
            assertThat(said.getString("id"))
                    .isEqualTo(start.getString("messageId"))
                    .isEqualTo(done.getString("messageId"));
            assertThat(said.getString("parentId")).isEqualTo(asked.getString("id"));
            assertThat(said.getString("role")).isEqualTo("assistant");
            assertThat(said.getString("content")).isEqualTo("It is four.");
            assertThat(said.getString("status")).isEqualTo("complete");
            assertThat(said.getString("model")).isEqualTo(Installation.MISTRAL_MODEL);
            assertThat(said.getString("finishReason")).isEqualTo("stop");
            assertThat(said.getJsonObject("tokens")).isEqualTo(tokens(40, 12));
            assertThat(credits(said)).isEqualByComparingTo(credits(done));
        }
    }

    @Test
    void a_second_message_goes_on_with_what_was_said_and_needs_no_model() throws Exception {
        String name = question();
        String conversation = user.chat(Installation.OPENAI_MODEL, "[[text Hello " + name + ".]] My name is " + name)
                .whole()
                .mustBe(200)
                .json()
                .getString("conversationId");

        Answer second = user.post(
                "conversations/" + conversation + "/messages",
                "{\"message\":\"[[text You said it.]] What is my name?\",\"stream\":false}");

        assertThat(second.mustBe(200).json().getJsonObject("message").getString("model"))
                .isEqualTo(Installation.OPENAI_MODEL);
        assertThat(user.messages(conversation)).hasSize(4);
        assertThat(lastRequestTo("openai").body())
                .contains("My name is " + name, "Hello " + name + ".", "What is my name?");
    }

    @Test
    void the_end_of_an_answer_says_when_it_was_cut_at_the_limit() throws Exception {
        try (EventStream answer =
                user.chat(Installation.OPENAI_MODEL, "[[text one two three four five]]").maxTokens(3).stream()) {
            JsonObject done = answer.done();

            assertThat(done.getString("finishReason")).isEqualTo("length");
            assertThat(answer.text()).isEqualTo("one two three");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void an_answer_without_a_word_is_an_answer(String model) throws Exception {
        try (EventStream answer = user.chat(model, "[[text]] Say nothing.").stream()) {
            JsonObject done = answer.done();

            assertThat(done.getString("finishReason")).isEqualTo("stop");
            assertThat(answer.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_character_that_the_database_does_not_take_costs_nobody_the_answer(boolean streamed) throws Exception {
        String question = question();
        providersSay(question, Behaviour.saying("before\u0000after"));
        Question chat = user.chat(Installation.OPENAI_MODEL, question);

        if (streamed) {
            try (EventStream answer = chat.stream()) {
                assertThat(answer.done().getString("finishReason")).isEqualTo("stop");
                assertThat(answer.text()).startsWith("before").endsWith("after");
            }
        } else {
            String said =
                    chat.whole().mustBe(200).json().getJsonObject("message").getString("content");
            assertThat(said).startsWith("before").endsWith("after");
        }
        assertThat(user.balance().reserved()).isZero();
    }

    @Test
    void a_character_that_the_provider_sends_in_two_halves_arrives_whole() throws Exception {
        String question = question();
        String halves = """
                data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"ok \\ud83d"}}]}

                data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"\\ude00 end"}}]}

                data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: [DONE]

                """;
        providersSay(
                question,
                Behaviour.raw(
                        200, Map.of("content-type", "text/event-stream"), halves.getBytes(StandardCharsets.UTF_8)));

        try (EventStream answer = user.chat(Installation.HOUSE_MODEL, question).stream()) {
            answer.done();

            assertThat(answer.text()).isEqualTo("ok \ud83d\ude00 end");
        }
    }

    @Test
    void a_completion_has_no_conversation_and_is_kept_with_its_prompt() throws Exception {
        BigDecimal before = user.balance().balance();
        int conversations = user.conversationCount();
        String prompt = "[[usage in 10 out 17]] [[text Old pond.]] Write a haiku";

        JsonObject answer = user.complete(Installation.GOOGLE_MODEL, prompt)
                .whole()
                .mustBe(200)
                .json();

        BigDecimal cost = user.price(Installation.GOOGLE_MODEL).of(10, 17);
        assertThat(answer.getString("text")).isEqualTo("Old pond.");
        assertThat(answer.getString("model")).isEqualTo(Installation.GOOGLE_MODEL);
        assertThat(answer.getString("provider")).isEqualTo("google");
        assertThat(answer.getString("finishReason")).isEqualTo("stop");
        assertThat(answer.getJsonObject("tokens")).isEqualTo(tokens(10, 17));
        assertThat(credits(answer)).isEqualByComparingTo(cost);
        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(cost));
        assertThat(user.conversationCount()).isEqualTo(conversations);
        JsonObject generation = user.generation(answer.getString("id"));
        assertThat(generation.getString("status")).isEqualTo("completed");
        assertThat(generation.getString("prompt")).isEqualTo(prompt);
        assertThat(generation.getString("text")).isEqualTo("Old pond.");
        assertThat(credits(generation)).isEqualByComparingTo(cost);
    }

    @Test
    void a_completion_streams_when_asked_to() throws Exception {
        try (EventStream answer =
                user.complete(Installation.ANTHROPIC_MODEL, "[[text Old pond.]] Write a haiku").stream()) {
            JsonObject start = answer.await("start").data();
            answer.done();

            assertThat(start).doesNotContainKeys("conversationId", "messageId", "userMessageId");
            assertThat(answer.text()).isEqualTo("Old pond.");
            assertThat(user.generation(start.getString("generationId")).getString("text"))
                    .isEqualTo("Old pond.");
        }
    }

    @Test
    void two_clients_that_write_at_once_leave_one_order_of_whole_turns_and_lose_no_change() throws Exception {
        String conversation = user.chat(Installation.HOUSE_MODEL, "First")
                .whole()
                .mustBe(200)
                .json()
                .getString("conversationId");
        List<Client> clients = List.of(user, user.signIn(atrium.uri()));
        List<Callable<Answer>> work = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (Client client : clients) {
                String message = "[[delay 1ms]] Message " + work.size();
                work.add(() -> client.chat(Installation.HOUSE_MODEL, message)
                        .in(conversation)
                        .whole());
            }
        }
        work.add(() -> change(clients.get(0), conversation, "{\"title\":\"Renamed\"}"));
        work.add(() -> change(clients.get(1), conversation, "{\"pinned\":true}"));

        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Answer> answer : threads.invokeAll(work)) {
                answer.get().mustBe(200);
            }
        } finally {
            threads.shutdownNow();
        }

        List<JsonObject> messages = user.messages(conversation);
        assertThat(messages).hasSize(42);
        for (int i = 0; i < messages.size(); i += 2) {
            assertThat(messages.get(i).getString("role")).isEqualTo("user");
            assertThat(messages.get(i + 1).getString("role")).isEqualTo("assistant");
            assertThat(messages.get(i + 1).getString("parentId"))
                    .isEqualTo(messages.get(i).getString("id"));
            assertThat(messages.get(i + 1).getString("status")).isEqualTo("complete");
        }
        assertThat(clients.get(1).messages(conversation)).isEqualTo(messages);
        JsonObject changed =
                user.get("conversations/" + conversation).mustBe(200).json();
        assertThat(changed.getString("title")).isEqualTo("Renamed");
        assertThat(changed.getBoolean("pinned")).isTrue();
    }

    private static Answer change(Client client, String conversation, String change) throws Exception {
        return client.send(client.json("conversations/" + conversation, "PATCH", change));
    }

    @Test
    void the_history_has_what_was_generated_newest_first_and_finds_it() throws Exception {
        Client somebody = atrium.newUser();
        String word = "Wort" + UUID.randomUUID().toString().replace("-", "");
        somebody.complete(Installation.GOOGLE_MODEL, "[[text Old pond.]] Write a haiku")
                .whole()
                .mustBe(200);
        somebody.chat(Installation.OPENAI_MODEL, "[[text It is four.]] " + word)
                .whole()
                .mustBe(200);

        JsonObject all = somebody.get("ai/generations").mustBe(200).json();
        assertThat(all.getInt("total")).isEqualTo(2);
        List<JsonObject> items = all.getJsonArray("items").getValuesAs(JsonObject.class);
        assertThat(items)
                .extracting(item -> item.getString("model"))
                .containsExactly(Installation.OPENAI_MODEL, Installation.GOOGLE_MODEL);
        assertThat(items.get(0).getString("prompt")).contains(word);
        assertThat(items).noneMatch(item -> item.containsKey("text"));
        assertThat(total(somebody, "q=" + word)).isEqualTo(1);
        assertThat(total(somebody, "q=pond&type=text&status=completed")).isEqualTo(1);
        assertThat(total(somebody, "model=" + Installation.GOOGLE_MODEL)).isEqualTo(1);
        assertThat(total(somebody, "from=" + items.get(0).getString("createdAt")))
                .isEqualTo(1);
        assertThat(total(somebody, "to=" + items.get(0).getString("createdAt"))).isEqualTo(1);
        assertThat(total(user, "q=" + word)).as("somebody else's").isZero();
        for (String wrong : List.of("type=song", "status=RUNNING", "from=yesterday", "limit=0", "offset=-1", "q=%00")) {
            somebody.get("ai/generations?" + wrong).mustBeProblem(400, "INVALID_REQUEST");
        }
    }

    private static int total(Client client, String filter) throws Exception {
        return client.get("ai/generations?" + filter).mustBe(200).json().getInt("total");
    }

    /** Words that no other test says. */
    private static String question() {
        return "Question " + UUID.randomUUID();
    }

    private void providersSay(String question, Behaviour behaviour) {
        atrium.providers().script().whenPromptContains(question, 1, behaviour);
    }

    private RecordedRequest lastRequestTo(String provider) {
        List<RecordedRequest> requests = atrium.providers().requests().stream()
                .filter(request -> request.provider().equals(provider))
                .toList();
        return requests.get(requests.size() - 1);
    }

    private static BigDecimal credits(JsonObject object) {
        return object.getJsonNumber("credits").bigDecimalValue();
    }

    private static JsonObject tokens(int input, int output) {
        return Answer.json("{\"input\":%d,\"output\":%d,\"total\":%d}".formatted(input, output, input + output));
    }
}
