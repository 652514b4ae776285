package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the real vendors refuse, and some that they don't. */
class StrictnessTest {

    private static final String USER = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String CONTENTS = "\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]";

    private static DemoProviders providers;

    @BeforeAll
    static void start() {
        providers = DemoProviders.start(0, Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        providers.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"messages":[{"role":"user","content":"hi"}]}                                     | 400 | model parameter
            {"model":"gpt-4o"}                                                                | 400 | missing_required_parameter
            {"model":"gpt-4o","messages":[]}                                                  | 400 | empty_array
            {"model":"gpt-4o","messages":"hi"}                                                | 400 | invalid_type
            {"model":"gpt-4o","messages":[{"role":"boss","content":"hi"}]}                    | 400 | invalid_value
            {"model":"gpt-4o","messages":[{"role":"user","content":null}]}                    | 400 | content
            {"model":"unknown-1",USER}                                                        | 404 | model_not_found
            {"model":"gpt-4o","foo":1,USER}                                                   | 400 | unknown_parameter
            {"model":"gpt-4o","stream_options":{"include_usage":true},USER}                   | 400 | only allowed when 'stream'
            {"model":"gpt-4o","stream":true,"stream_options":{"x":1},USER}                    | 400 | stream_options.x
            {"model":"gpt-4o","temperature":2.5,USER}                                         | 400 | decimal_above_max_value
            {"model":"gpt-4o","temperature":-1,USER}                                          | 400 | decimal_below_min_value
            {"model":"gpt-4o","temperature":"hot",USER}                                       | 400 | invalid_type
            {"model":"gpt-4o","max_tokens":0,USER}                                            | 400 | integer_below_min_value
            {"model":"gpt-4o","max_tokens":1000000,USER}                                      | 400 | too large
            {"model":"gpt-4o","stop":["a","b","c","d","e"],USER}                              | 400 | array_above_max_length
            {"model":"gpt-4o","reasoning_effort":"low",USER}                                  | 400 | reasoning_effort
            {"model":"gpt-5.2","max_tokens":10,USER}                                          | 400 | max_completion_tokens
            {"model":"o3","max_tokens":10,USER}                                               | 400 | unsupported_parameter
            {"model":"gpt-5.2","temperature":0.5,USER}                                        | 400 | unsupported_value
            {"model":"gpt-5.2","top_p":0.5,USER}                                              | 400 | unsupported_parameter
            {"model":"o4-mini","stop":"x",USER}                                               | 400 | unsupported_parameter
            {"model":"gpt-9-next","max_tokens":10,USER}                                       | 400 | unsupported_parameter
            {"model":"gpt-5.2","temperature":1,"max_completion_tokens":10,USER}               | 200 | chat.completion
            {"model":"gpt-4o","temperature":0.5,"max_tokens":10,"stop":["x"],USER}            | 200 | chat.completion
            {"model":"gpt-4o",                                                                | 400 | could not parse
            """)
    void openai_checks_a_chat_request(String body, int status, String words) throws Exception {
        check(post("openai", "/chat/completions", body, Map.of("authorization", "Bearer k")), status, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"max_tokens":9,USER}                                                             | 400 | model: Field required
            {"model":"claude-haiku-4-5",USER}                                                 | 400 | max_tokens: Field required
            {"model":"claude-haiku-4-5","max_tokens":9}                                       | 400 | messages: Field required
            {"model":"claude-haiku-4-5","max_tokens":9,"messages":[]}                         | 400 | at least one message
            {"model":"claude-haiku-4-5","max_tokens":9,"n":1,USER}                            | 400 | n: Extra inputs are not permitted
            {"model":"claude-haiku-4-5","max_tokens":900000,USER}                             | 400 | maximum allowed number
            {"model":"claude-haiku-4-5","max_tokens":9,"temperature":1.5,USER}                | 400 | less than or equal to 1
            {"model":"claude-haiku-4-5","max_tokens":9,"temperature":1,"top_p":1,USER}        | 400 | cannot both
            {"model":"claude-sonnet-5","max_tokens":9,"temperature":1,USER}                   | 400 | `temperature` is deprecated
            {"model":"unknown-1","max_tokens":9,USER}                                         | 404 | not_found_error
            {"model":"claude-haiku-4-5","max_tokens":9,"messages":[{"role":"system","content":"x"}]}      | 400 | top-level `system`
            {"model":"claude-haiku-4-5","max_tokens":9,"messages":[{"role":"assistant","content":"x"}]}   | 400 | first message
            {"model":"claude-haiku-4-5","max_tokens":9,"messages":[{"role":"user","content":""}]}         | 400 | non-empty content
            {"model":"claude-haiku-4-5","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":""}]}]} | 400 | non-empty
            {"model":"claude-haiku-4-5","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y "}]} | 400 | trailing whitespace
            {"model":"claude-sonnet-5","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}   | 400 | prefill
            {"model":"claude-haiku-4-5","max_tokens":2000,"thinking":{"type":"enabled","budget_tokens":2000},USER} | 400 | must be greater
            {"model":"claude-haiku-4-5","max_tokens":9,"temperature":1,"system":"x",USER}     | 200 | "type":"message"
            """)
    void anthropic_checks_a_message_request(String body, int status, String words) throws Exception {
        check(
                post("anthropic", "/messages", body, Map.of("x-api-key", "k", "anthropic-version", "2023-06-01")),
                status,
                words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                 | 400 | contents is not specified
            {"contents":[{"role":"assistant","parts":[{"text":"hi"}]}]}        | 400 | valid role: user, model
            {"contents":[{"role":"user","parts":[]}]}                          | 400 | must not be empty
            {"contents":[{"role":"model","parts":[{"text":"hi"}]}]}            | 400 | end with a user role
            {"messages":[],CONTENTS}                                           | 400 | Unknown name
            {"generationConfig":{"max_tokens":1},CONTENTS}                     | 400 | at 'generation_config'
            {"generationConfig":{"temperature":3},CONTENTS}                    | 400 | range [0.0, 2.0]
            {"generationConfig":{"maxOutputTokens":0},CONTENTS}                | 400 | supported range
            {"generationConfig":{"candidateCount":2},CONTENTS}                 | 400 | Multiple candidates
            {"generationConfig":{"stopSequences":["a","b","c","d","e","f"]},CONTENTS}               | 400 | stop_sequences
            {"generation_config":{"max_output_tokens":5,"temperature":1},"system_instruction":{"parts":[{"text":"x"}]},CONTENTS} | 200 | MAX_TOKENS
            """)
    void google_checks_a_generate_request(String body, int status, String words) throws Exception {
        check(
                post("google", "/models/gemini-2.5-flash:generateContent", body, Map.of("x-goog-api-key", "k")),
                status,
                words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {USER}                                                                  | 422 | "missing"
            {"model":"mistral-small-latest"}                                        | 422 | "missing"
            {"model":"mistral-small-latest","messages":[]}                          | 400 | at least one message
            {"model":"mistral-small-latest","seed":1,USER}                          | 422 | extra_forbidden
            {"model":"mistral-small-latest","stream_options":{},USER}               | 422 | extra_forbidden
            {"model":"mistral-small-latest","max_completion_tokens":5,USER}         | 422 | extra_forbidden
            {"model":"mistral-small-latest","temperature":1.6,USER}                 | 422 | less_than_equal
            {"model":"mistral-small-latest","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]} | 400 | Expected last role User
            {"model":"mistral-small-latest","messages":[{"role":"developer","content":"x"}]}        | 422 | union_tag_invalid
            {"model":"unknown-1",USER}                                              | 400 | "code":"1500"
            {"model":"mistral-small-latest","temperature":1.5,"random_seed":1,USER} | 200 | chat.completion
            """)
    void mistral_checks_a_chat_request(String body, int status, String words) throws Exception {
        check(post("mistral", "/chat/completions", body, Map.of("authorization", "Bearer k")), status, words);
    }

    @Test
    void mistral_puts_the_details_of_a_refused_field_into_the_message() throws Exception {
        HttpResponse<String> response = post(
                "mistral",
                "/chat/completions",
                "{\"model\":\"mistral-small-latest\",\"seed\":1," + USER + "}",
                Map.of("authorization", "Bearer k"));

        JsonObject body = Json.parseObject(response.body()).orElseThrow();
        assertThat(body.getJsonObject("message")
                        .getJsonArray("detail")
                        .getJsonObject(0)
                        .getJsonArray("loc"))
                .containsExactly(Json.text("body"), Json.text("seed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model":"llama","whatever":1,"stream_options":{},USER}   | 200 | chat.completion
            {"messages":[]}                                           | 400 | 'model' is required
            {"model":"llama","messages":[]}                           | 400 | non-empty array
            {"model":"unknown-1",USER}                                | 404 | model_not_found
            """)
    void a_compatible_server_is_lenient(String body, int status, String words) throws Exception {
        check(post("compatible", "/chat/completions", body, Map.of()), status, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            openai     | /models | authorization  | Bearer bad-key | 401 | invalid_api_key
            openai     | /models | x-other        | x              | 401 | didn't provide an API key
            anthropic  | /models | x-api-key      | bad-key        | 401 | invalid x-api-key
            anthropic  | /models | x-other        | x              | 401 | x-api-key header is required
            anthropic  | /models | x-api-key      | good           | 400 | anthropic-version: header is required
            google     | /models | x-goog-api-key | bad-key        | 400 | API_KEY_INVALID
            google     | /models | x-other        | x              | 403 | PERMISSION_DENIED
            mistral    | /models | authorization  | Bearer bad-key | 401 | {"detail":"Invalid API Key"}
            mistral    | /models | x-other        | x              | 401 | No API key found
            compatible | /models | authorization  | Bearer bad-key | 401 | invalid_api_key
            """)
    void refuses_missing_and_wrong_keys(
            String vendor, String path, String header, String value, int status, String words) throws Exception {
        check(get(vendor, path, Map.of(header, value)), status, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "top_p", "top_k"})
    void the_newest_version_of_anthropic_has_no_sampling_parameters(String field) throws Exception {
        String body = "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":9,\"" + field + "\":1," + USER + "}";

        check(
                post("anthropic", "/messages", body, Map.of("x-api-key", "k", "anthropic-version", "2026-10-21")),
                400,
                field);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o-mini",
        "anthropic, claude-haiku-4-5-20251001",
        "google, models/gemini-2.5-flash",
        "mistral, mistral-small-latest",
        "compatible, llama-3.3-70b-instruct"
    })
    void lists_its_models(String vendor, String id) throws Exception {
        Map<String, String> headers = Map.of(
                "authorization",
                "Bearer k",
                "x-api-key",
                "k",
                "anthropic-version",
                "2023-06-01",
                "x-goog-api-key",
                "k");

        check(get(vendor, "/models", headers), 200, "\"" + id + "\"");
    }

    @Test
    void anthropic_lists_models_page_by_page() throws Exception {
        Map<String, String> headers = Map.of("x-api-key", "k", "anthropic-version", "2023-06-01");
        JsonObject first = Json.parseObject(
                        get("anthropic", "/models?limit=3", headers).body())
                .orElseThrow();
        JsonObject rest = Json.parseObject(
                        get("anthropic", "/models?limit=1000&after_id=" + first.getString("last_id"), headers)
                                .body())
                .orElseThrow();

        assertThat(first.getJsonArray("data")).hasSize(3);
        assertThat(first.getBoolean("has_more")).isTrue();
        assertThat(rest.getBoolean("has_more")).isFalse();
        assertThat(first.getJsonArray("data").size() + rest.getJsonArray("data").size())
                .isEqualTo(Models.of("anthropic").size());
    }

    @Test
    void google_lists_models_page_by_page() throws Exception {
        Map<String, String> headers = Map.of("x-goog-api-key", "k");
        JsonObject first = Json.parseObject(
                        get("google", "/models?pageSize=4", headers).body())
                .orElseThrow();
        JsonObject rest = Json.parseObject(
                        get("google", "/models?pageSize=1000&pageToken=" + first.getString("nextPageToken"), headers)
                                .body())
                .orElseThrow();

        assertThat(first.getJsonArray("models")).hasSize(4);
        assertThat(rest.containsKey("nextPageToken")).isFalse();
        assertThat(4 + rest.getJsonArray("models").size())
                .isEqualTo(Models.of("google").size());
    }

    @Test
    void counts_the_tokens_of_a_prompt_as_the_answers_usage_does() throws Exception {
        Map<String, String> anthropic = Map.of("x-api-key", "k", "anthropic-version", "2023-06-01");

        check(
                post("anthropic", "/messages/count_tokens", "{\"model\":\"claude-haiku-4-5\"," + USER + "}", anthropic),
                200,
                "{\"input_tokens\":8}");
        check(
                post(
                        "google",
                        "/models/gemini-2.5-flash:countTokens",
                        "{" + CONTENTS + "}",
                        Map.of("x-goog-api-key", "k")),
                200,
                "\"totalTokens\": 8");
    }

    @Test
    void ends_at_a_stop_text_and_at_the_longest_answer_wanted() throws Exception {
        Map<String, String> key = Map.of("x-api-key", "k", "anthropic-version", "2023-06-01");
        String question = "\"messages\":[{\"role\":\"user\",\"content\":\"[[text one two three]]\"}]}";
        String model = "{\"model\":\"claude-haiku-4-5\",";

        check(
                post(
                        "anthropic",
                        "/messages",
                        model + "\"max_tokens\":9,\"stop_sequences\":[\" th\"]," + question,
                        key),
                200,
                "\"text\":\"one two\"}],\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\" th\"");
        check(
                post("anthropic", "/messages", model + "\"max_tokens\":1," + question, key),
                200,
                "\"text\":\"one\"}],\"stop_reason\":\"max_tokens\"");
    }

    private static void check(HttpResponse<String> response, int status, String words) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }

    private static HttpResponse<String> post(String vendor, String path, String body, Map<String, String> headers)
            throws Exception {
        String json = body.replace("USER", USER).replace("CONTENTS", CONTENTS);
        return send(vendor, path, headers, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> get(String vendor, String path, Map<String, String> headers) throws Exception {
        return send(vendor, path, headers, HttpRequest.newBuilder().GET());
    }

    private static HttpResponse<String> send(
            String vendor, String path, Map<String, String> headers, HttpRequest.Builder request) throws Exception {
        headers.forEach(request::header);
        return VendorClient.HTTP.send(
                request.uri(URI.create(providers.baseUrl(vendor) + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
