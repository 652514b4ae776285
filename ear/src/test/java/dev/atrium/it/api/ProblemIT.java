package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that makes no sense is told what is wrong with it, before anything is reserved, stored or asked of a provider. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class ProblemIT {

    private static final int MOST_BYTES = 1_048_576;

    private final Installation atrium;
    private final Client user;
    private State before;

    ProblemIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
    }

    /** What a request that is refused must not change. */
    private record State(long providerRequests, int conversations, Balance balance) {}

    private State state() throws Exception {
        return new State(atrium.providers().stats().requests(), user.conversationCount(), user.balance());
    }

    @BeforeEach
    void look() throws Exception {
        before = state();
    }

    @AfterEach
    void nothing_has_happened() throws Exception {
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "message   | {`model`:`gpt-4o`}",
                "message   | {`model`:`gpt-4o`,`message`:null}",
                "message   | {`model`:`gpt-4o`,`message`:` \\n `}",
                "message   | {`model`:`gpt-4o`,`message`:7}",
                "message   | {`model`:`gpt-4o`,`message`:[`Hello`]}",
                "message   | {`model`:`gpt-4o`,`message`:`a\\u0000b`}",
                "model     | {`message`:`Hello`}",
                "model     | {`message`:`Hello`,`model`:{}}",
                "stream    | {`message`:`Hello`,`model`:`gpt-4o`,`stream`:`yes`}",
                "maxTokens | {`message`:`Hello`,`model`:`gpt-4o`,`maxTokens`:0}",
                "maxTokens | {`message`:`Hello`,`model`:`gpt-4o`,`maxTokens`:-5}",
                "maxTokens | {`message`:`Hello`,`model`:`gpt-4o`,`maxTokens`:1.5}",
                "maxTokens | {`message`:`Hello`,`model`:`gpt-4o`,`maxTokens`:`many`}",
                "maxTokens | {`message`:`Hello`,`model`:`gpt-4o`,`maxTokens`:99999999}",
                "maxTokens | {`message`:`Hello`,`model`:`gpt-4o`,`maxTokens`:1e400}",
                "temperature | {`message`:`Hello`,`model`:`gpt-4o`,`temperature`:2.1}",
                "temperature | {`message`:`Hello`,`model`:`gpt-4o`,`temperature`:-1}",
                "temperature | {`message`:`Hello`,`model`:`gpt-4o`,`temperature`:`hot`}",
                "topP      | {`message`:`Hello`,`model`:`gpt-4o`,`topP`:1.1}",
                "stop      | {`message`:`Hello`,`model`:`gpt-4o`,`stop`:`end`}",
                "stop      | {`message`:`Hello`,`model`:`gpt-4o`,`stop`:[`a`,`b`,`c`,`d`,`e`]}",
                "conversationId  | {`message`:`Hello`,`model`:`gpt-4o`,`conversationId`:`17`}",
                "parentMessageId | {`message`:`Hello`,`model`:`gpt-4o`,`parentMessageId`:true}",
            })
    void a_field_that_does_not_fit_is_named(String field, String body) throws Exception {
        JsonObject problem = user.post("ai/chat", body.replace('`', '"')).mustBeProblem(400, "INVALID_REQUEST");

        List<JsonObject> errors = problem.getJsonArray("errors").getValuesAs(JsonObject.class);
        assertThat(errors).extracting(error -> error.getString("field")).containsExactly(field);
        assertThat(errors.get(0).getString("message")).isNotBlank();
    }

    @Test
    void all_fields_that_do_not_fit_are_named_at_once() throws Exception {
        JsonObject problem = user.post(
                        "ai/completions",
                        "{\"model\":\"\",\"prompt\":\" \",\"temperature\":3,\"topP\":-1,\"maxTokens\":0}")
                .mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactlyInAnyOrder("model", "prompt", "temperature", "topP", "maxTokens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"message\":\"Hello\"",
                "{\"message\":\"Hello\",}",
                "{'message':'Hello'}",
                "{\"message\":\"Hello\"} {}",
                "[]",
                "\"Hello\"",
                "null",
                "message=Hello"
            })
    void a_body_that_is_no_json_object(String body) throws Exception {
        user.post("ai/chat", body).mustBeProblem(400, "INVALID_REQUEST");
        user.post("ai/completions", body).mustBeProblem(400, "INVALID_REQUEST");
    }

    @Test
    void a_body_deeper_than_any_sense() throws Exception {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        user.post("ai/chat", "{\"message\":\"Hello\",\"model\":\"gpt-4o\",\"stop\":" + deep + "}")
                .mustBeProblem(400, "INVALID_REQUEST");
    }

    @Test
    void a_body_that_is_not_in_utf_8() throws Exception {
        byte[] latin = {'{', '"', 'm', 'e', 's', 's', 'a', 'g', 'e', '"', ':', '"', (byte) 0xfc, '"', '}'};

        user.send(user.request("ai/chat")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(latin)))
                .mustBeProblem(400, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({"ai/chat, message", "ai/completions, prompt"})
    void a_model_that_nobody_has(String path, String field) throws Exception {
        user.post(path, "{\"model\":\"gpt-99\",\"%s\":\"Hello\"}".formatted(field))
                .mustBeProblem(400, "INVALID_MODEL");
        user.get("ai/models/gpt-99").mustBeProblem(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "nobody", "OPENAI"})
    void a_provider_that_does_not_have_the_model(String provider) throws Exception {
        user.chat(Installation.OPENAI_MODEL, "Hello").from(provider).whole().mustBeProblem(400, "INVALID_PROVIDER");
    }

    @Test
    void a_message_that_the_model_cannot_read() throws Exception {
        JsonObject problem = user.chat(Installation.HOUSE_MODEL, "word ".repeat(40_000))
                .whole()
                .mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ai/chat", "ai/completions", "conversations"})
    void a_body_that_is_too_large(String path) throws Exception {
        String body = "{\"message\":\"" + "x".repeat(MOST_BYTES) + "\"}";

        user.post(path, body).mustBeProblem(413, "PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml"
            })
    void a_body_of_another_media_type(String type) throws Exception {
        user.send(user.request("ai/chat")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{\"message\":\"Hello\",\"model\":\"gpt-4o\"}")))
                .mustBeProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, no/such/address, 404, NOT_FOUND",
        "GET, ai, 404, NOT_FOUND",
        "GET, conversations/018f6a70-0000-7000-8000-000000000000/nothing, 404, NOT_FOUND",
        "GET, conversations/17, 404, NOT_FOUND",
        "GET, conversations/018f6a70-0000-7000-8000-000000000000, 404, NOT_FOUND",
        "GET, ai/generations/018f6a70-0000-7000-8000-000000000000, 404, NOT_FOUND",
        "GET, ai/generations/018f6a70-0000-7000-8000-000000000000/events, 404, NOT_FOUND",
        "GET, conversations?limit=0, 400, INVALID_REQUEST",
        "GET, conversations?limit=101, 400, INVALID_REQUEST",
        "GET, conversations?limit=many, 400, INVALID_REQUEST",
        "GET, conversations?offset=-1, 400, INVALID_REQUEST",
        "GET, conversations?archived=perhaps, 400, INVALID_REQUEST",
        "GET, ai/models?capability=magic, 400, INVALID_REQUEST",
        "GET, ai/chat, 405, INVALID_REQUEST",
        "DELETE, conversations, 405, INVALID_REQUEST",
    })
    void an_address_or_method_that_does_not_exist(String method, String path, int status, String code)
            throws Exception {
        user.send(user.request(path).method(method, BodyPublishers.noBody())).mustBeProblem(status, code);
    }

    @Test
    void a_media_type_that_nobody_can_answer_in() throws Exception {
        Answer answer = user.send(user.request("workspaces/current").header("Accept", "image/png"));

        assertThat(answer.status()).isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource({
        "email,     '{\"password\":\"long enough\",\"firstName\":\"A\",\"lastName\":\"B\"}'",
        "email,     '{\"email\":\"nobody\",\"password\":\"long enough\",\"firstName\":\"A\",\"lastName\":\"B\"}'",
        "password,  '{\"email\":\"a@example.org\",\"password\":\"short\",\"firstName\":\"A\",\"lastName\":\"B\"}'",
        "firstName, '{\"email\":\"a@example.org\",\"password\":\"long enough\",\"firstName\":\" \",\"lastName\":\"B\"}'",
    })
    void a_sign_up_that_does_not_fit(String field, String body) throws Exception {
        Answer answer = Client.stranger(atrium.uri()).post("auth/register", body);

        JsonObject problem = answer.mustBeProblem(400, "INVALID_REQUEST");
        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactly(field);
        assertThat(answer.body()).doesNotContain("long enough", "short");
    }

    @Test
    void a_sign_up_with_an_address_that_is_taken() throws Exception {
        String body = "{\"email\":\"%s\",\"password\":\"another one\",\"firstName\":\"A\",\"lastName\":\"B\"}"
                .formatted(user.email().toUpperCase(Locale.ROOT));

        Client.stranger(atrium.uri()).post("auth/register", body).mustBeProblem(409, "CONFLICT");
    }

    @Test
    void a_problem_carries_the_names_under_which_the_request_is_found() throws Exception {
        Answer answer = user.send(user.request("no/such/address")
                .header("X-Request-Id", "my-own-1")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        JsonObject problem = answer.mustBeProblem(404, "NOT_FOUND");
        assertThat(answer.header("X-Request-Id")).isEqualTo("my-own-1");
        assertThat(problem.getString("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(problem.getString("instance")).isEqualTo("/api/no/such/address");
    }
}
