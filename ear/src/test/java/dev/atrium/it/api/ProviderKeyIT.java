package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.demo.DemoProviders;
import dev.atrium.demo.RecordedRequest;
import dev.atrium.it.Distribution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A workspace's own keys: they are used first, cost nothing, are told by their end only, and are skipped once they are dead. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class ProviderKeyIT {

    private final Installation atrium;

    ProviderKeyIT(Installation atrium) {
        this.atrium = atrium;
    }

    @Test
    void a_saved_key_is_used_first_and_a_call_with_it_costs_nothing() throws Exception {
        Client user = atrium.newUser();
        String key = "own-key-" + UUID.randomUUID();
        JsonObject saved = save(user, "openai", key).mustBe(200).json();
        assertThat(saved.getString("status")).isEqualTo("valid");
        assertThat(saved.getString("last4")).isEqualTo(key.substring(key.length() - 4));
        Balance before = user.balance();

        JsonObject answer = eventually(() -> user.complete(Installation.OPENAI_MODEL, "[[text Hello.]]")
                .whole()
                .mustBe(200)
                .json());

        assertThat(answer.getJsonNumber("credits").bigDecimalValue()).isZero();
        assertThat(user.balance()).isEqualTo(before);
        assertThat(atrium.providers().requests())
                .filteredOn(request -> request.body().contains("[[text Hello.]]"))
                .last()
                .satisfies(
                        request -> assertThat(request.header("Authorization")).contains("Bearer " + key));
    }

    @Test
    void a_key_goes_in_and_never_comes_out() throws Exception {
        Client user = atrium.newUser();
        String key = "own-key-" + UUID.randomUUID();
        String put = save(user, "mistral", key).mustBe(200).body();
        String shown = user.get(keys(user)).mustBe(200).body()
                + user.get(keys(user) + "/mistral").mustBe(200).body();

        assertThat(put + shown).doesNotContain(key).contains("mistral");
        assertThat(user.delete(keys(user) + "/mistral").status()).isEqualTo(204);
        user.get(keys(user) + "/mistral").mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void a_key_that_the_provider_refuses_is_not_saved_and_the_answer_names_the_provider() throws Exception {
        Client user = atrium.newUser();

        JsonObject problem = save(user, "anthropic", "bad-key-of-mine").mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getString("detail")).contains("anthropic");
        user.get(keys(user) + "/anthropic").mustBeProblem(404, "NOT_FOUND");
        save(user, "nobody", "own-key").mustBeProblem(400, "INVALID_PROVIDER");
    }

    @Test
    void a_provider_that_cannot_be_asked_does_not_keep_a_key_from_being_saved() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        String name = "closed-" + closed;
        atrium.admin()
                .post(
                        "admin/endpoints",
                        Json.createObjectBuilder()
                                .add("name", name)
                                .add("baseUrl", "http://127.0.0.1:" + closed + "/v1")
                                .add("models", Json.createArrayBuilder().add("model-" + name)))
                .mustBe(201);
        Client user = atrium.newUser();

        JsonObject saved =
                eventually(() -> save(user, name, "own-key-of-mine").mustBe(200).json());

        assertThat(saved.getString("status")).isEqualTo("unchecked");
    }

    @Test
    void a_key_that_turns_out_dead_is_told_shown_and_skipped_until_it_is_checked() throws Exception {
        Client user = atrium.newUser();
        save(user, "mistral", "own-key-" + UUID.randomUUID()).mustBe(200);
        eventually(() -> {
            JsonObject free = user.complete(Installation.MISTRAL_MODEL, "[[text Mine.]]")
                    .whole()
                    .mustBe(200)
                    .json();
            assertThat(free.getJsonNumber("credits").bigDecimalValue())
                    .as("by the own key")
                    .isZero();
            return true;
        });
        String prompt = "Dead key " + UUID.randomUUID();
        atrium.providers().script().whenPromptContains(prompt, 1, Behaviour.of("[[fail 401]]"));

        // A provider that is named is not fallen back from, so that its failure is seen.
        JsonObject problem = user.complete(Installation.MISTRAL_MODEL, prompt)
                .from("mistral")
                .whole()
                .mustBeProblem(502, "PROVIDER_ERROR");

        assertThat(problem.getString("detail")).contains("mistral", "own key");
        eventually(() -> {
            assertThat(user.get(keys(user) + "/mistral").mustBe(200).json().getString("status"))
                    .isEqualTo("invalid");
            return true;
        });
        eventually(() -> {
            JsonObject paid = user.complete(Installation.MISTRAL_MODEL, "[[text Back.]]")
                    .whole()
                    .mustBe(200)
                    .json();
            assertThat(paid.getJsonNumber("credits").bigDecimalValue())
                    .as("by the organisation's key, at its price")
                    .isPositive();
            return true;
        });
        JsonObject checked = user.send(
                        user.request(keys(user) + "/mistral/check").POST(BodyPublishers.noBody()))
                .mustBe(200)
                .json();
        assertThat(checked.getString("status")).isEqualTo("valid");
    }

    @Test
    void the_keys_of_others_do_not_exist() throws Exception {
        Client owner = atrium.newUser();
        Client stranger = atrium.newUser();
        save(owner, "openai", "own-key-" + UUID.randomUUID()).mustBe(200);

        stranger.get(keys(owner)).mustBeProblem(404, "NOT_FOUND");
        stranger.delete(keys(owner) + "/openai").mustBeProblem(404, "NOT_FOUND");
        assertThat(owner.get(keys(owner) + "/openai").status()).isEqualTo(200);
    }

    @Test
    @Timeout(300)
    void a_new_master_key_takes_over_what_the_previous_one_has_sealed(@TempDir Path directory) throws Exception {
        try (DemoProviders providers = DemoProviders.start(0, Duration.ZERO);
                EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Distribution.Settings settings = Installation.servedBy(providers)
                    .dataDirectory(directory)
                    .property("atrium.db.url", postgres.getJdbcUrl("postgres", "postgres"));
            String key = "own-key-" + UUID.randomUUID();
            Client user;
            try (Distribution first =
                    settings.property("atrium.secret.key", base64(1)).start()) {
                user = Client.signUp(first.uri());
                save(user, "openai", key).mustBe(200);
            }

            try (Distribution next = settings.property("atrium.secret.key", base64(2))
                    .property("atrium.secret.previous-keys", base64(1))
                    .start()) {
                Client again = user.signIn(next.uri());
                again.complete(Installation.OPENAI_MODEL, "[[text Rotated.]]")
                        .whole()
                        .mustBe(200);
                assertThat(providers.requests())
                        .extracting(RecordedRequest::body, request -> request.header("Authorization")
                                .orElse(""))
                        .anySatisfy(request -> {
                            assertThat((String) request.toList().get(0)).contains("[[text Rotated.]]");
                            assertThat(request.toList().get(1)).isEqualTo("Bearer " + key);
                        });
            }
            // What the first key has sealed is sealed by the second now, so that the first one opens nothing any more.
            Distribution.Finished lost = settings.property("atrium.secret.key", base64(1))
                    .property("atrium.secret.previous-keys", base64(3))
                    .run();
            assertThat(lost.exitCode()).isNotZero();
            assertThat(String.join("\n", lost.output())).contains("atrium.secret.key must be the key under which");
        }
    }

    private static String base64(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Answer save(Client user, String provider, String key) throws IOException, InterruptedException {
        return user.put(keys(user) + "/" + provider, Json.createObjectBuilder().add("key", key));
    }

    private static String keys(Client user) throws IOException, InterruptedException {
        return "workspaces/" + user.get("workspaces/current").mustBe(200).json().getString("id") + "/provider-keys";
    }

    private static <T> T eventually(Soon.Try<T> attempt) throws Exception {
        return Soon.eventually(attempt);
    }
}
