package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Personal access tokens do what they were made for and nothing else. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class TokenIT {

    /** At half a credit a token: ten credits. */
    private static final int TEN_CREDITS = 20;

    private final Installation atrium;
    private final Client user;

    TokenIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
    }

    @AfterEach
    void the_ledger_is_whole() throws Exception {
        assertThat(atrium.ledger().differences()).isEmpty();
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @Test
    void the_secret_is_shown_once_and_never_stored() throws Exception {
        JsonObject created = create(named("report")).json();
        String secret = created.getString("secret");

        Answer list = user.get("tokens").mustBe(200);

        assertThat(secret).startsWith("atr_").hasSizeGreaterThan(40);
        assertThat(list.body()).doesNotContain(secret, "secret");
        JsonObject token = list.json().getJsonArray("items").getJsonObject(0);
        assertThat(token.getString("id")).isEqualTo(created.getString("id"));
        assertThat(token.getJsonArray("scopes").toString()).isEqualTo("[\"generate\",\"read\",\"write\"]");
        assertThat(token).doesNotContainKeys("lastUsedAt", "monthlyBudget", "workspaceId");
        assertThat(atrium.ledger().rows("SELECT encode(token_hash, 'escape') FROM access_token"))
                .noneMatch(row -> row.contains(secret));
    }

    @Test
    void a_token_acts_for_its_user_until_it_is_revoked_and_its_use_is_noted() throws Exception {
        JsonObject created = create(named("report")).json();
        Client program = user.withToken(created.getString("secret"));

        assertThat(program.workspaceId()).isEqualTo(user.workspaceId());
        program.complete(Installation.HOUSE_MODEL, "Hello").whole().mustBe(200);
        assertThat(user.get("tokens").json().getJsonArray("items").getJsonObject(0))
                .containsKey("lastUsedAt");
        assertThat(atrium.ledger()
                        .rows("SELECT count(*) FROM generation WHERE token_id = '" + created.getString("id") + "'"))
                .containsExactly("1");

        user.delete("tokens/" + created.getString("id")).mustBe(204);

        Answer refused = program.get("workspaces/current");
        refused.mustBeProblem(401, "UNAUTHENTICATED");
        assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
        user.delete("tokens/" + created.getString("id")).mustBeProblem(404, "NOT_FOUND");
        assertThat(user.get("tokens").json().getInt("total")).isZero();
    }

    @Test
    void somebody_elses_token_does_not_exist() throws Exception {
        String id = create(named("report")).json().getString("id");

        atrium.newUser().delete("tokens/" + id).mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void a_token_for_generating_does_not_read_and_one_for_reading_does_not_generate() throws Exception {
        Client generating =
                program(named("a").add("scopes", Json.createArrayBuilder().add("generate")));
        Client reading =
                program(named("b").add("scopes", Json.createArrayBuilder().add("read")));

        generating.complete(Installation.HOUSE_MODEL, "Hello").whole().mustBe(200);
        generating.get("ai/models").mustBe(200);
        JsonObject problem = generating.get("conversations").mustBeProblem(403, "FORBIDDEN");
        assertThat(problem.getString("detail")).contains("the scope read");
        reading.get("conversations").mustBe(200);
        reading.complete(Installation.HOUSE_MODEL, "Hello").whole().mustBeProblem(403, "FORBIDDEN");
        reading.post("conversations", "{}").mustBeProblem(403, "FORBIDDEN");
        assertThat(user.balance().reserved()).isZero();
    }

    @Test
    void no_token_makes_tokens_or_touches_the_account() throws Exception {
        Client program = program(named("all")
                .add(
                        "scopes",
                        Json.createArrayBuilder()
                                .add("generate")
                                .add("read")
                                .add("write")
                                .add("admin")));

        program.post("tokens", named("more")).mustBeProblem(403, "FORBIDDEN");
        program.get("tokens").mustBeProblem(403, "FORBIDDEN");
        program.patch("users/me", Json.createObjectBuilder().add("email", "eve@example.org"))
                .mustBeProblem(403, "FORBIDDEN");
        program.get("users/me/export").mustBeProblem(403, "FORBIDDEN");
        program.delete("users/me").mustBeProblem(403, "FORBIDDEN");
        program.get("users/me").mustBe(200);
    }

    @Test
    void administrators_tokens_administer_only_with_the_scope() throws Exception {
        Client admin = atrium.admin();
        String usual = admin.post("tokens", named("usual")).mustBe(201).json().getString("secret");
        String chief = admin.post(
                        "tokens",
                        named("chief").add("scopes", Json.createArrayBuilder().add("admin")))
                .mustBe(201)
                .json()
                .getString("secret");

        admin.withToken(usual).get("admin/ledger/check").mustBeProblem(403, "FORBIDDEN");
        admin.withToken(chief).get("admin/ledger/check").mustBe(200);
        program(named("no admin").add("scopes", Json.createArrayBuilder().add("admin")))
                .get("admin/ledger/check")
                .mustBeProblem(403, "FORBIDDEN");
    }

    @Test
    void a_token_of_one_workspace_knows_no_other() throws Exception {
        String home = user.workspaceId();
        String other = user.post("workspaces", Json.createObjectBuilder().add("name", "Other"))
                .mustBe(201)
                .json()
                .getString("id");
        Client program = program(named("bound")
                .add("workspaceId", other)
                .add("scopes", Json.createArrayBuilder().add("read").add("admin")));

        assertThat(program.workspaceId()).isEqualTo(other);
        assertThat(program.get("workspaces").json().getInt("total")).isEqualTo(1);
        program.get("workspaces/" + home).mustBeProblem(404, "NOT_FOUND");
        program.get("workspaces/" + home + "/members").mustBeProblem(404, "NOT_FOUND");
        program.get("workspaces/" + home + "/credits/entries").mustBeProblem(404, "NOT_FOUND");
        program.send(program.request("workspaces/current").header("X-Workspace-Id", home))
                .mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void a_token_of_some_models_reaches_no_other() throws Exception {
        Client program =
                program(named("small").add("models", Json.createArrayBuilder().add(Installation.HOUSE_MODEL)));

        program.complete(Installation.HOUSE_MODEL, "Hello").whole().mustBe(200);
        JsonObject problem =
                program.complete(Installation.DEAR_MODEL, "Hello").whole().mustBeProblem(403, "FORBIDDEN");
        assertThat(problem.getString("detail")).contains(Installation.DEAR_MODEL);
        program.chat(Installation.OPENAI_MODEL, "Hello").whole().mustBeProblem(403, "FORBIDDEN");
        assertThat(program.get("ai/models").json().getJsonArray("items").getValuesAs(JsonObject.class))
                .extracting(model -> model.getString("id"))
                .containsOnly(Installation.HOUSE_MODEL);
        assertThat(program.balance().reserved()).isZero();
    }

    @Test
    void a_hard_budget_is_not_overdrawn_by_requests_at_once() throws Exception {
        JsonObject created = create(named("budget").add("monthlyBudget", 35)).json();
        Client program = user.withToken(created.getString("secret"));

        List<Answer> answers = atOnce(12, () -> tenCredits(program).whole());

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(9)
                .allSatisfy(answer -> {
                    JsonObject problem = answer.mustBeProblem(402, "BUDGET_EXCEEDED");
                    assertThat(problem.getString("detail")).contains("of the 35 for this access token");
                });
        assertThat(spent(created.getString("id"))).isEqualByComparingTo("30");
        program.complete(Installation.DEAR_MODEL, "[[usage in 0 out 10]] Hello")
                .maxTokens(TEN_CREDITS / 2)
                .whole()
                .mustBe(200);
        assertThat(spent(created.getString("id"))).isEqualByComparingTo("35");
        tenCredits(user).whole().mustBe(200);
    }

    @Test
    void a_soft_budget_is_counted_and_told_of() throws Exception {
        JsonObject created = create(named("soft one").add("monthlyBudget", 5).add("budgetHard", false))
                .json();
        Client program = user.withToken(created.getString("secret"));

        tenCredits(program).whole().mustBe(200);

        assertThat(spent(created.getString("id"))).isEqualByComparingTo("10");
    }

    @Test
    void what_a_failed_call_held_of_a_budget_is_given_back() throws Exception {
        JsonObject created = create(named("budget").add("monthlyBudget", 10)).json();
        Client program = user.withToken(created.getString("secret"));

        program.complete(Installation.DEAR_MODEL, "[[fail 400]] Hello")
                .maxTokens(TEN_CREDITS)
                .whole();

        assertThat(spent(created.getString("id"))).isZero();
        tenCredits(program).whole().mustBe(200);
    }

    @ParameterizedTest
    @CsvSource({
        "name, '\"\"'",
        "scopes, '[\"everything\"]'",
        "workspaceId, '\"018f6a70-0000-7000-8000-000000000000\"'",
        "models, '[\" \"]'",
        "monthlyBudget, -1",
        "monthlyBudget, 0.0000001",
        "expiresAt, '\"2020-01-01T00:00:00Z\"'",
        "expiresAt, '\"next year\"'"
    })
    void what_is_wrong_is_named(String field, String value) throws Exception {
        String name = field.equals("name") ? "" : "\"name\":\"x\",";

        JsonObject problem = user.post("tokens", "{" + name + "\"" + field + "\":" + value + "}")
                .mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo(field);
        assertThat(user.get("tokens").json().getInt("total")).isZero();
    }

    @Test
    void a_token_expires() throws Exception {
        Instant expiry = Instant.now().plusMillis(1500);
        Client program = program(named("short").add("expiresAt", expiry.toString()));
        program.get("users/me").mustBe(200);

        Soon.eventually(() -> program.get("users/me").mustBeProblem(401, "UNAUTHENTICATED"));
        assertThat(Instant.now()).isAfterOrEqualTo(expiry);
    }

    private static Question tenCredits(Client client) {
        return client.complete(Installation.DEAR_MODEL, "[[usage in 0 out " + TEN_CREDITS + "]] [[first 300ms]] Hello")
                .maxTokens(TEN_CREDITS);
    }

    private BigDecimal spent(String tokenId) throws Exception {
        return user.get("tokens").json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(token -> token.getString("id").equals(tokenId))
                .map(token -> token.getJsonNumber("spent").bigDecimalValue())
                .findFirst()
                .orElseThrow();
    }

    private Client program(JsonObjectBuilder request) throws Exception {
        return user.withToken(create(request).json().getString("secret"));
    }

    private Answer create(JsonObjectBuilder request) throws Exception {
        return user.post("tokens", request).mustBe(201);
    }

    private static JsonObjectBuilder named(String name) {
        return Json.createObjectBuilder().add("name", name);
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(count, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
