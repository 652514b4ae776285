package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is somebody else's does not exist. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class IsolationIT {

    private final Client owner;
    private final Client other;
    private final Client stranger;

    IsolationIT(Installation atrium) throws Exception {
        owner = atrium.newUser();
        other = atrium.newUser();
        stranger = Client.stranger(atrium.uri());
    }

    @Test
    void another_users_conversation_cannot_be_read_changed_deleted_or_written_to() throws Exception {
        JsonObject mine = chat(owner);
        String path = "conversations/" + mine.getString("conversationId");
        List<JsonObject> before = owner.messages(mine.getString("conversationId"));
        int own = other.conversationCount();

        other.get(path).mustBeProblem(404, "NOT_FOUND");
        other.send(other.json(path, "PATCH", "{\"title\":\"Mine\"}")).mustBeProblem(404, "NOT_FOUND");
        other.send(other.request(path).DELETE()).mustBeProblem(404, "NOT_FOUND");
        other.post(path + "/messages", "{\"message\":\"Hi\",\"model\":\"house-small\",\"stream\":false}")
                .mustBeProblem(404, "NOT_FOUND");
        other.chat(Installation.HOUSE_MODEL, "Hi")
                .in(mine.getString("conversationId"))
                .whole()
                .mustBeProblem(404, "NOT_FOUND");
        try (EventStream refused =
                other.chat(Installation.HOUSE_MODEL, "Hi").in(mine.getString("conversationId")).stream()) {
            refused.refusal().mustBeProblem(404, "NOT_FOUND");
        }

        assertThat(other.conversationCount()).isEqualTo(own);
        assertThat(other.balance().reserved()).isZero();
        assertThat(owner.messages(mine.getString("conversationId"))).isEqualTo(before);
    }

    @Test
    void another_users_message_cannot_be_gone_on_with() throws Exception {
        String message = chat(owner).getJsonObject("message").getString("id");
        String own = chat(other).getString("conversationId");

        other.chat(Installation.HOUSE_MODEL, "Hi")
                .in(own)
                .with("parentMessageId", Json.createValue(message))
                .whole()
                .mustBeProblem(404, "NOT_FOUND");

        assertThat(other.messages(own)).hasSize(2);
    }

    @Test
    void another_users_generation_cannot_be_read_listened_to_or_stopped() throws Exception {
        try (EventStream answer = owner.chat(Installation.HOUSE_MODEL, "[[delay 20ms]] [[length 60]]").stream()) {
            String generation = answer.await("start").data().getString("generationId");

            other.get("ai/generations/" + generation).mustBeProblem(404, "NOT_FOUND");
            try (EventStream refused = other.events(generation, 0)) {
                refused.refusal().mustBeProblem(404, "NOT_FOUND");
            }
            other.cancel(generation).mustBeProblem(404, "NOT_FOUND");

            assertThat(answer.done().getString("finishReason")).isEqualTo("stop");
        }
    }

    @Test
    void another_users_workspace_cannot_be_named() throws Exception {
        String workspace = owner.get("workspaces/current").json().getString("id");

        Answer answer = other.send(other.request("workspaces/current").header("X-Workspace-Id", workspace));

        assertThat(answer.status()).as(answer.body()).isIn(403, 404);
        assertThat(answer.body()).doesNotContain("balance");
    }

    @Test
    void what_does_not_exist_is_answered_like_what_is_somebody_elses() throws Exception {
        JsonObject mine = chat(owner);

        JsonObject hidden =
                other.get("conversations/" + mine.getString("conversationId")).mustBeProblem(404, "NOT_FOUND");
        JsonObject absent = other.get("conversations/" + UUID.randomUUID()).mustBeProblem(404, "NOT_FOUND");

        assertThat(hidden.getString("detail")).isEqualTo(absent.getString("detail"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ai/models",
        "GET, conversations",
        "GET, workspaces/current",
        "POST, ai/chat",
        "POST, ai/completions",
        "GET, ai/generations/018f6a70-0000-7000-8000-000000000000",
        "GET, no/such/address"
    })
    void without_a_token_the_api_says_nothing(String method, String path) throws Exception {
        Answer answer = stranger.send(stranger.json(path, method, method.equals("GET") ? "" : "{}"));

        answer.mustBeProblem(401, "UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"atrium\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIwMThmNmE3MC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAifQ.",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA"
            })
    void a_token_that_was_not_issued_here_is_none(String token) throws Exception {
        Answer answer = owner.withToken(token).get("workspaces/current");

        answer.mustBeProblem(401, "UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_answered_alike() throws Exception {
        JsonObject wrong = token(owner.email(), "not the password");
        JsonObject unknown = token(UUID.randomUUID() + "@example.org", "not the password");

        assertThat(wrong.getString("detail")).isEqualTo(unknown.getString("detail"));
    }

    private JsonObject token(String email, String password) throws Exception {
        return stranger.post("auth/token", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}")
                .mustBeProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void a_session_changes_something_only_with_its_token_against_forgery() throws Exception {
        PortalSession session = PortalSession.signIn(owner);

        Answer read = session.send(session.request("api/workspaces/current").GET());
        Answer forged = session.send(question(session.request("api/ai/completions")));
        Answer guessed =
                session.send(question(session.request("api/ai/completions").header("X-CSRF-Token", "guess")));
        Answer meant = session.send(
                question(session.request("api/ai/completions").header("X-CSRF-Token", session.csrfToken())));

        read.mustBe(200);
        forged.mustBeProblem(403, "FORBIDDEN");
        guessed.mustBeProblem(403, "FORBIDDEN");
        meant.mustBe(200);
    }

    private static HttpRequest.Builder question(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"model\":\"house-small\",\"prompt\":\"Hello\"}"));
    }

    private static JsonObject chat(Client client) throws Exception {
        return client.chat(Installation.HOUSE_MODEL, "Hello")
                .whole()
                .mustBe(200)
                .json();
    }
}
