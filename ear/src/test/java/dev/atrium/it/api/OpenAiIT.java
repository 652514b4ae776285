package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atrium.demo.RecordedRequest;
import dev.atrium.demo.Stats;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API for clients of OpenAI, byte by byte: its bodies, streams, errors, and what they cost. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class OpenAiIT {

    private static final String CHAT = "openai/v1/chat/completions";
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final String WEATHER = """
            "tools": [{"type": "function", "function": {"name": "weather", "description": "The weather of a city",
             "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}]""";

    private final Installation atrium;
    private Client user;

    OpenAiIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_conversation_is_answered_and_paid_whoever_makes_the_model(String model) throws Exception {
        BigDecimal before = user.balance().balance();

        Answer answer = user.post(
                        CHAT,
                        body(
                                model,
                                "\"temperature\": 0.5, \"max_tokens\": 50",
                                "[[text It is four.]] [[usage in 30 out 8]]"))
                .mustBe(200);

        JsonObject completion = answer.json();
        assertThat(completion.getString("object")).isEqualTo("chat.completion");
        assertThat(completion.getString("id")).matches("chatcmpl-[0-9a-f]{32}");
        assertThat(completion.getString("model")).isEqualTo(model);
        JsonObject choice = completion.getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
        assertThat(choice.getJsonObject("message"))
                .isEqualTo(Answer.json("{\"role\": \"assistant\", \"content\": \"It is four.\", \"refusal\": null}"));
        JsonObject usage = completion.getJsonObject("usage");
        assertThat(usage.getInt("prompt_tokens")).isEqualTo(30);
        assertThat(usage.getInt("completion_tokens")).isEqualTo(8);
        assertThat(usage.getInt("total_tokens")).isEqualTo(38);
        BigDecimal cost = user.price(model).of(30, 8);
        assertThat(new BigDecimal(answer.header("X-Credits-Charged"))).isEqualByComparingTo(cost);
        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(cost));
        assertThat(user.balance().reserved()).isZero();
        JsonObject generation = user.generation(generationId(completion));
        assertThat(generation.getString("text")).isEqualTo("It is four.");
        assertThat(generation.getString("prompt")).startsWith("[[text It is four.]]");
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_stream_is_chunks_of_data_the_last_of_which_says_so(String model) throws Exception {
        Answer answer = user.post(
                        CHAT,
                        body(
                                model,
                                "\"stream\": true, \"stream_options\": {\"include_usage\": true}",
                                "[[text one two three]]"))
                .mustBe(200);

        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.body()).doesNotContain("event:", "id:").endsWith("data: [DONE]\n\n");
        List<JsonObject> chunks = chunks(answer);
        assertThat(delta(chunks.get(0)).getString("role")).isEqualTo("assistant");
        assertThat(text(chunks)).isEqualTo("one two three");
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.getString("object")).isEqualTo("chat.completion.chunk");
            assertThat(chunk.getString("id")).isEqualTo(chunks.get(0).getString("id"));
        });
        assertThat(choice(chunks.get(1)).get("finish_reason")).isEqualTo(JsonValue.NULL);
        JsonObject end = choice(chunks.get(chunks.size() - 2));
        assertThat(end.getString("finish_reason")).isEqualTo("stop");
        assertThat(end.getJsonObject("delta")).isEmpty();
        JsonObject last = chunks.get(chunks.size() - 1);
        assertThat(last.getJsonArray("choices")).isEmpty();
        assertThat(last.getJsonObject("usage").getInt("total_tokens")).isPositive();
    }

    @Test
    void usage_is_told_in_streams_only_to_who_asks() throws Exception {
        Answer answer = user.post(CHAT, body("gpt-4-turbo", "\"stream\": true", "[[text one]]"))
                .mustBe(200);

        assertThat(answer.body()).doesNotContain("usage").endsWith("data: [DONE]\n\n");
    }

    @Test
    void tokens_are_told_in_detail_as_the_provider_reports_them() throws Exception {
        JsonObject usage = user.post(
                        CHAT,
                        body(
                                "gpt-5.4-mini",
                                "\"reasoning_effort\": \"low\"",
                                "[[usage in 100 out 50 cached 20 reasoning 10]] Hm"))
                .mustBe(200)
                .json()
                .getJsonObject("usage");

        assertThat(usage.getJsonObject("prompt_tokens_details").getInt("cached_tokens"))
                .isEqualTo(20);
        assertThat(usage.getJsonObject("completion_tokens_details").getInt("reasoning_tokens"))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void tools_are_called_at_once_and_their_results_answered(String model) throws Exception {
        String question = "{\"role\": \"user\", \"content\": "
                + "\"[[tool weather {\\\"city\\\": \\\"Ulm\\\"}]] [[tool weather {\\\"city\\\": \\\"Bonn\\\"}]]\"}";

        JsonObject choice = user.post(CHAT, messages(model, WEATHER, question))
                .mustBe(200)
                .json()
                .getJsonArray("choices")
                .getJsonObject(0);

        assertThat(choice.getString("finish_reason")).isEqualTo("tool_calls");
        JsonObject message = choice.getJsonObject("message");
        assertThat(message.get("content")).isEqualTo(JsonValue.NULL);
        List<JsonObject> calls = message.getJsonArray("tool_calls").getValuesAs(JsonObject.class);
        assertThat(calls).hasSize(2).allSatisfy(call -> assertThat(call.getString("type"))
                .isEqualTo("function"));
        assertThat(Answer.json(calls.get(1).getJsonObject("function").getString("arguments"))
                        .getString("city"))
                .isEqualTo("Bonn");

        String results = calls.stream()
                .map(call -> "{\"role\": \"tool\", \"tool_call_id\": \"" + call.getString("id")
                        + "\", \"content\": \"sunny\"}")
                .collect(Collectors.joining(","));
        JsonObject answered = user.post(CHAT, messages(model, WEATHER, question + "," + message + "," + results))
                .mustBe(200)
                .json();
        assertThat(answered.getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                .isEqualTo("stop");
        assertThat(answered.toString()).contains("sunny");
    }

    @Test
    void a_call_of_a_tool_is_streamed_kept_and_told_again_for_the_same_key() throws Exception {
        String key = UUID.randomUUID().toString();
        String call = body(
                "claude-sonnet-4-5", "\"stream\": true, " + WEATHER, "[[tool weather {\\\"city\\\": \\\"Ulm\\\"}]]");
        List<JsonObject> chunks = chunks(user.post(CHAT, call, key).mustBe(200));
        BigDecimal left = user.balance().balance();

        List<JsonObject> again = chunks(user.post(CHAT, call, key).mustBe(200));

        JsonObject called = delta(chunks.get(1)).getJsonArray("tool_calls").getJsonObject(0);
        assertThat(called.getInt("index")).isZero();
        assertThat(called.getJsonObject("function").getString("name")).isEqualTo("weather");
        assertThat(again).isEqualTo(chunks);
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
        String body = user.send(user.request("ai/generations/" + generationId(chunks.get(0)) + "/events"))
                .mustBe(200)
                .body();
        assertThat(body).contains("event: tool_call", "\"name\":\"weather\"");
    }

    @Test
    void what_a_provider_cannot_do_is_a_mistake_of_the_request() throws Exception {
        JsonObject error = error(
                user.post(
                        CHAT,
                        body("claude-sonnet-4-5", "\"response_format\": {\"type\": \"json_object\"}", "JSON, please")),
                400,
                "invalid_request_error",
                null);

        assertThat(error.getString("message")).containsIgnoringCase("anthropic");
    }

    @Test
    void several_choices_are_as_many_generations() throws Exception {
        BigDecimal before = user.balance().balance();
        String three = body("gpt-4-turbo", "\"n\": 3", "[[text Yes.]] [[usage in 10 out 2]]");

        JsonObject completion = user.post(CHAT, three).mustBe(200).json();

        assertThat(completion.getJsonArray("choices").getValuesAs(JsonObject.class))
                .extracting(choice -> choice.getInt("index"))
                .containsExactly(0, 1, 2);
        assertThat(completion.getJsonObject("usage").getInt("total_tokens")).isEqualTo(36);
        assertThat(before.subtract(user.balance().balance()))
                .isEqualByComparingTo(user.price("gpt-4-turbo").of(10, 2).multiply(BigDecimal.valueOf(3)));
        assertThat(user.get("ai/generations").mustBe(200).json().getInt("total"))
                .isEqualTo(3);

        List<JsonObject> chunks =
                chunks(user.post(CHAT, body("gpt-4-turbo", "\"n\": 2, \"stream\": true", "[[text one two]]"))
                        .mustBe(200));
        for (int index = 0; index < 2; index++) {
            int wanted = index;
            assertThat(text(chunks.stream()
                            .filter(chunk -> choice(chunk).getInt("index") == wanted)
                            .toList()))
                    .isEqualTo("one two");
        }
        error(user.post(CHAT, three, "a key"), 400, "invalid_request_error", null);
        error(user.post(CHAT, body("gpt-4-turbo", "\"n\": 9", "x")), 400, "invalid_request_error", null);
    }

    @Test
    void members_that_only_some_know_go_to_those_that_speak_the_format() throws Exception {
        String mark = UUID.randomUUID().toString();
        String extra = "\"user\": \"somebody\", \"metadata\": {\"a\": \"b\"}";

        user.post(CHAT, body("gpt-4-turbo", extra, mark)).mustBe(200);
        user.post(CHAT, body("claude-sonnet-4-5", extra, mark)).mustBe(200);

        List<String> sent = atrium.providers().requests().stream()
                .map(RecordedRequest::body)
                .filter(body -> body.contains(mark))
                .toList();
        assertThat(sent).hasSize(2);
        assertThat(sent)
                .filteredOn(body -> body.contains("somebody"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("gpt-4-turbo", "\"metadata\""));
    }

    @Test
    void a_picture_is_sent_on_and_none_is_fetched() throws Exception {
        String png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        String seen = """
                {"role": "user", "content": [{"type": "text", "text": "What is it? [[text A dot.]]"},
                 {"type": "image_url", "image_url": {"url": "data:image/png;base64,%s", "detail": "low"}}]}""".formatted(png);

        JsonObject completion = user.post(CHAT, messages("gpt-4o", "\"n\": 1", seen))
                .mustBe(200)
                .json();

        assertThat(completion.toString()).contains("A dot.");
        JsonObject error = error(
                user.post(
                        CHAT,
                        messages(
                                "gpt-4o",
                                "\"n\": 1",
                                seen.replaceAll(
                                        "data:[^\"]*", atrium.providers().baseUrl("compatible") + "/files/1x1-1.png"))),
                400,
                "invalid_request_error",
                null);
        assertThat(error.getString("message")).contains("not fetched");
        assertThat(error.getString("param")).isEqualTo("messages[0].content[1].image_url.url");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                          | 400 | invalid_request_error |",
                "{\"model\": \"gpt-4-turbo\"}                                               | 400 | invalid_request_error |",
                "{\"model\": \"gpt-4-turbo\", \"messages\": []}                             | 400 | invalid_request_error |",
                "{\"model\": \"gpt-4-turbo\", \"messages\": [{\"role\": \"boss\", \"content\": \"x\"}]} | 400 | invalid_request_error |",
                "{\"model\": \"gpt-4-turbo\", \"messages\": [{\"role\": \"user\", \"content\": 7}]} | 400 | invalid_request_error |",
                "{\"model\": \"gpt-0\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]} | 404 | invalid_request_error | model_not_found",
                "{\"model\": \"whisper-1\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]} | 404 | invalid_request_error | model_not_found",
                "{\"model\": \"gpt-4-turbo\", \"functions\": [1], \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]} | 400 | invalid_request_error |",
                "{\"model\": \"gpt-4-turbo\", \"service_tier\": \"priority\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]} | 400 | invalid_request_error |",
                "{\"model\": \"gpt-4-turbo\", \"messages\": [{\"role\": \"user\", \"content\": \"[[fail policy]]\"}]} | 400 | invalid_request_error | content_policy_violation",
                "{\"model\": \"gpt-4-turbo\", \"messages\": [{\"role\": \"user\", \"content\": \"[[fail 401]]\"}]} | 502 | server_error | provider_error"
            })
    void what_goes_wrong_is_an_error_as_openai_has_it(String body, int status, String type, String code)
            throws Exception {
        error(user.post(CHAT, body), status, type, code);
    }

    @Test
    void so_is_what_goes_wrong_before_there_is_a_body() throws Exception {
        error(Client.stranger(atrium.uri()).post(CHAT, "{}"), 401, "invalid_request_error", "invalid_api_key");
        error(user.withToken("nonsense").get("openai/v1/models"), 401, "invalid_request_error", "invalid_api_key");
        error(user.get("openai/v1/nothing"), 404, "invalid_request_error", null);
        error(user.get("openai/v1/models/gpt-0"), 404, "invalid_request_error", "model_not_found");
        error(user.get(CHAT), 405, "invalid_request_error", null);
        error(
                user.send(
                        user.request(CHAT).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"))),
                415,
                "invalid_request_error",
                "unsupported_media_type");
        error(
                user.post("openai/v1/completions", "{\"model\": \"" + "x".repeat(1_100_000) + "\"}"),
                413,
                "invalid_request_error",
                "payload_too_large");
        // Elsewhere it is a problem document still.
        user.get("nothing").mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void who_has_no_credits_is_told_not_to_try_again() throws Exception {
        Answer refused = user.post(CHAT, body(Installation.DEAR_MODEL, "\"max_tokens\": 8000", "x"));

        error(refused, 429, "insufficient_quota", "insufficient_quota");
        assertThat(refused.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void a_failure_before_the_first_word_of_a_stream_has_a_status() throws Exception {
        error(
                user.post(
                        CHAT,
                        body("claude-sonnet-4-5", "\"stream\": true", "[[fail 400 context]] " + UUID.randomUUID())),
                400,
                "invalid_request_error",
                null);
        assertThat(user.balance().reserved()).isZero();
    }

    @Test
    void a_failure_amid_a_stream_is_its_last_event_and_costs_nothing() throws Exception {
        BigDecimal before = user.balance().balance();

        Answer answer = user.post(CHAT, body("gpt-4-turbo", "\"stream\": true", "[[drop after 3]] [[length 20]]"))
                .mustBe(200);

        assertThat(answer.body()).doesNotContain("[DONE]");
        List<JsonObject> chunks = chunks(answer);
        JsonObject error = chunks.get(chunks.size() - 1).getJsonObject("error");
        assertThat(error.getString("type")).isEqualTo("server_error");
        assertThat(error.getString("message")).isNotBlank();
        assertThat(user.balance().balance()).isEqualByComparingTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void a_client_that_hangs_up_stops_the_provider_and_pays_what_was_said(String model) throws Exception {
        long closedBefore = atrium.providers().stats().closedByClient();
        String id;
        HttpResponse<InputStream> answer =
                user.stream(user.json(CHAT, "POST", body(model, "\"stream\": true", "[[delay 50ms]] [[length 1000]]")));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            id = generationId(Answer.json(lines.readLine().substring("data: ".length())));
            for (int i = 0; i < 10; i++) {
                assertThat(lines.readLine()).isNotNull();
            }
        }

        Stats stats = atrium.providers().awaitStats(now -> now.closedByClient() > closedBefore, SECONDS);

        assertThat(stats.closedByClient()).isEqualTo(closedBefore + 1);
        try (EventStream events = user.events(id, 0)) {
            assertThat(events.done().getString("finishReason")).isEqualTo("cancelled");
        }
        JsonObject generation = user.generation(id);
        assertThat(generation.getString("status")).isEqualTo("cancelled");
        assertThat(generation.getJsonNumber("credits").bigDecimalValue()).isPositive();
        assertThat(user.balance().reserved()).isZero();
    }

    @Test
    void prompts_are_completed_each_for_itself() throws Exception {
        JsonObject completion = user.post(
                        "openai/v1/completions",
                        "{\"model\": \"mistral-large-2512\", \"prompt\": [\"[[text One.]]\", \"[[text Two.]]\"], \"max_tokens\": 20}")
                .mustBe(200)
                .json();

        assertThat(completion.getString("object")).isEqualTo("text_completion");
        assertThat(completion.getJsonArray("choices").getValuesAs(JsonObject.class))
                .extracting(choice -> choice.getString("text"))
                .containsExactly("One.", "Two.");
        Answer stream = user.post(
                "openai/v1/completions",
                "{\"model\": \"gemini-2.5-flash\", \"prompt\": \"[[text One two.]]\", \"stream\": true}");
        assertThat(chunks(stream).stream()
                        .map(chunk -> choice(chunk).getString("text"))
                        .collect(Collectors.joining()))
                .isEqualTo("One two.");
        error(
                user.post("openai/v1/completions", "{\"model\": \"gpt-4-turbo\", \"prompt\": \"x\", \"echo\": true}"),
                400,
                "invalid_request_error",
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-embedding-3-small", "gemini-embedding-001", "mistral-embed"})
    void texts_become_vectors_in_both_encodings_and_are_paid_by_tokens(String model) throws Exception {
        BigDecimal before = user.balance().balance();
        String body = "{\"model\": \"" + model + "\", \"input\": [\"one two three four\", \"five\"]}";

        Answer answer = user.post("openai/v1/embeddings", body, "vectors").mustBe(200);

        JsonObject numbers = answer.json();
        BigDecimal paid = before.subtract(user.balance().balance());
        assertThat(paid).isPositive().isEqualByComparingTo(answer.header("X-Credits-Charged"));
        assertThat(user.post("openai/v1/embeddings", body, "vectors")
                        .mustBe(200)
                        .json())
                .isEqualTo(numbers);
        assertThat(before.subtract(user.balance().balance())).isEqualByComparingTo(paid);
        JsonObject base64 = user.post("openai/v1/embeddings", body.replace("}", ", \"encoding_format\": \"base64\"}"))
                .mustBe(200)
                .json();
        JsonObject second = numbers.getJsonArray("data").getJsonObject(1);
        assertThat(second.getInt("index")).isEqualTo(1);
        float[] decoded = floats(base64.getJsonArray("data").getJsonObject(1).getString("embedding"));
        assertThat(decoded).hasSize(second.getJsonArray("embedding").size());
        assertThat((double) decoded[0])
                .isCloseTo(second.getJsonArray("embedding").getJsonNumber(0).doubleValue(), within(1e-6));
        JsonObject generation = user.get("ai/generations?type=embedding")
                .mustBe(200)
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(generation).doesNotContainKey("prompt");
    }

    @Test
    void tokens_in_place_of_a_text_are_read() throws Exception {
        // "Hello world" by cl100k_base.
        String vector = "{\"model\": \"text-embedding-3-small\", \"encoding_format\": \"base64\", \"input\": %s}";

        JsonObject ofTokens = user.post("openai/v1/embeddings", vector.formatted("[9906, 1917]"))
                .mustBe(200)
                .json();

        assertThat(ofTokens.getJsonArray("data"))
                .isEqualTo(user.post("openai/v1/embeddings", vector.formatted("\"Hello world\""))
                        .mustBe(200)
                        .json()
                        .getJsonArray("data"));
        error(user.post("openai/v1/embeddings", vector.formatted("[[99999999]]")), 400, "invalid_request_error", null);
    }

    @ParameterizedTest
    @CsvSource({"omni-moderation-latest, 0", "mistral-moderation-latest, 1"})
    void texts_are_judged(String model, int paid) throws Exception {
        Answer answer = user.post(
                        "openai/v1/moderations",
                        "{\"model\": \"" + model + "\", \"input\": [\"How do I bake bread?\", \"I will kill you\"]}")
                .mustBe(200);

        List<JsonObject> results = answer.json().getJsonArray("results").getValuesAs(JsonObject.class);
        assertThat(results).extracting(result -> result.getBoolean("flagged")).containsExactly(false, true);
        assertThat(results.get(1).getJsonObject("categories")).containsValue(JsonValue.TRUE);
        assertThat(results.get(1).getJsonObject("category_scores")).isNotEmpty();
        assertThat(new BigDecimal(answer.header("X-Credits-Charged")).signum()).isEqualTo(paid);
        assertThat(user.get("ai/generations?type=moderation").mustBe(200).json().getInt("total"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-image-1-mini", "gemini-2.5-flash-image"})
    void images_come_themselves_or_as_addresses_of_this_server(String model) throws Exception {
        String body = "{\"model\": \"" + model + "\", \"prompt\": \"A fox\"}";

        JsonObject image =
                user.post("openai/v1/images/generations", body).mustBe(200).json();

        byte[] png = Base64.getDecoder()
                .decode(image.getJsonArray("data").getJsonObject(0).getString("b64_json"));
        assertThat(Arrays.copyOf(png, 4)).containsExactly(0x89, 'P', 'N', 'G');
        JsonObject address = user.post(
                        "openai/v1/images/generations", body.replace("}", ", \"response_format\": \"url\"}"))
                .mustBe(200)
                .json()
                .getJsonArray("data")
                .getJsonObject(0);
        String path = URI.create(address.getString("url")).getPath().replaceFirst("^/api/", "");
        assertThat(user.bytes(user.request(path)).statusCode()).isEqualTo(200);
        assertThat(atrium.newUser().get(path).status()).isEqualTo(404);
    }

    @Test
    void speech_is_answered_with_the_sound_itself() throws Exception {
        String speak =
                "{\"model\": \"gpt-4o-mini-tts\", \"input\": \"Good morning.\", \"voice\": \"alloy\", \"response_format\": \"%s\"}";

        HttpResponse<byte[]> mp3 = user.bytes(user.json("openai/v1/audio/speech", "POST", speak.formatted("mp3")));
        HttpResponse<byte[]> pcm = user.bytes(user.json("openai/v1/audio/speech", "POST", speak.formatted("pcm")));
        HttpResponse<byte[]> wav = user.bytes(user.json("openai/v1/audio/speech", "POST", speak.formatted("wav")));

        assertThat(mp3.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
        assertThat(new BigDecimal(mp3.headers().firstValue("X-Credits-Charged").orElseThrow()))
                .isPositive();
        assertThat(new String(wav.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        assertThat(pcm.body())
                .isEqualTo(Arrays.copyOfRange(wav.body(), wav.body().length - pcm.body().length, wav.body().length));
        JsonObject error =
                error(user.post("openai/v1/audio/speech", speak.formatted("midi")), 400, "invalid_request_error", null);
        assertThat(error.getString("param")).isEqualTo("response_format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whisper-1", "voxtral-mini-latest"})
    void a_recording_is_written_down_in_every_form(String model) throws Exception {
        byte[] sound = user.bytes(
                        user.json(
                                "openai/v1/audio/speech",
                                "POST",
                                "{\"model\": \"gpt-4o-mini-tts\", \"input\": \"Good morning, everyone.\", \"voice\": \"alloy\"}"))
                .body();

        JsonObject json = transcribed(model, "json", sound).mustBe(200).json();
        assertThat(json.getString("text")).isNotBlank();
        assertThat(json).doesNotContainKey("segments");
        assertThat(transcribed(model, "text", sound).mustBe(200).body().strip()).isEqualTo(json.getString("text"));
        assertThat(transcribed(model, "srt", sound).mustBe(200).body()).startsWith("1\n00:00:00,000 --> ");
        assertThat(transcribed(model, "vtt", sound).mustBe(200).body()).startsWith("WEBVTT\n\n00:00:00.000 --> ");
        JsonObject verbose =
                transcribed(model, "verbose_json", sound).mustBe(200).json();
        assertThat(verbose.getString("task")).isEqualTo("transcribe");
        assertThat(verbose.getJsonArray("segments")).isNotEmpty();
        Answer words = user.send(form(model, "verbose_json", sound)
                .with("timestamp_granularities[]", "segment")
                .with("timestamp_granularities[]", "word")
                .on(user.request("openai/v1/audio/transcriptions")));
        if (model.equals("whisper-1")) {
            assertThat(words.mustBe(200).json().getJsonArray("words")).isNotEmpty();
        } else {
            error(words, 400, "invalid_request_error", null);
        }
        error(transcribed(model, "diarized_json", sound), 400, "invalid_request_error", null);
    }

    private Answer transcribed(String model, String format, byte[] sound) throws Exception {
        return user.send(form(model, format, sound).on(user.request("openai/v1/audio/transcriptions")));
    }

    private static Form form(String model, String format, byte[] sound) {
        return new Form().with("model", model).with("response_format", format).file("speech.mp3", sound);
    }

    @Test
    void a_personal_token_is_a_key() throws Exception {
        String generating = secret("[\"generate\"]");
        String reading = secret("[\"read\"]");
        String body = body("gpt-4-turbo", "\"n\": 1", "[[text Yes.]]");

        assertThat(user.withToken(generating).post(CHAT, body).mustBe(200).body())
                .contains("Yes.");
        error(user.withToken(reading).post(CHAT, body), 403, "invalid_request_error", "forbidden");
    }

    private String secret(String scopes) throws Exception {
        return user.post("tokens", "{\"name\": \"a program\", \"scopes\": " + scopes + "}")
                .mustBe(201)
                .json()
                .getString("secret");
    }

    @Test
    void the_models_that_can_be_used_are_listed() throws Exception {
        JsonObject page = user.get("openai/v1/models").mustBe(200).json();

        assertThat(page.getString("object")).isEqualTo("list");
        assertThat(page.getJsonArray("data").getValuesAs(JsonObject.class))
                .extracting(model -> model.getString("id"))
                .contains("gpt-4-turbo", "claude-sonnet-4-5", "omni-moderation-latest", Installation.HOUSE_MODEL)
                .doesNotContain("dall-e-3")
                .doesNotHaveDuplicates();
        assertThat(user.get("openai/v1/models/" + Installation.HOUSE_MODEL)
                        .mustBe(200)
                        .json()
                        .getString("owned_by"))
                .isEqualTo("house");
    }

    private static JsonObject error(Answer answer, int status, String type, String code) {
        answer.mustBe(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        JsonObject error = answer.json().getJsonObject("error");
        assertThat(error.keySet()).containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.getString("message")).isNotBlank().doesNotContain("Exception", "dev.atrium");
        assertThat(error.getString("type")).isEqualTo(type);
        assertThat(error.isNull("code") ? null : error.getString("code")).isEqualTo(code);
        return error;
    }

    private static String body(String model, String members, String message) {
        return messages(model, members, "{\"role\": \"user\", \"content\": \"" + message + "\"}");
    }

    private static String messages(String model, String members, String messages) {
        return "{\"model\": \"" + model + "\", " + members + ", \"messages\": [" + messages + "]}";
    }

    private static List<JsonObject> chunks(Answer stream) {
        return stream.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Answer.json(line.substring("data: ".length())))
                .toList();
    }

    private static JsonObject choice(JsonObject chunk) {
        return chunk.getJsonArray("choices").getJsonObject(0);
    }

    private static JsonObject delta(JsonObject chunk) {
        return choice(chunk).getJsonObject("delta");
    }

    private static String text(List<JsonObject> chunks) {
        return chunks.stream()
                .filter(chunk -> !chunk.getJsonArray("choices").isEmpty())
                .map(chunk -> delta(chunk).getString("content", ""))
                .collect(Collectors.joining());
    }

    /** The id of an answer is that of its generation, written in another way. */
    private static String generationId(JsonObject answer) {
        return answer.getString("id")
                .replaceFirst("^chatcmpl-", "")
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }
}
