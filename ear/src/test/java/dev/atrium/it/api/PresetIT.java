package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.RecordedRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presets: who makes, sees and changes them, and what comes of using one. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class PresetIT {

    private static final String GREETING = """
            {"name": "Greeting %s", "description": "Greets somebody",
             "template": "[[text Done.]] Greet {{who}} in {{language}}. {{ more }}",
             "system": "You are polite.", "model": "house-small", "parameters": {"temperature": 0.25, "maxTokens": 77},
             "variables": [{"name": "who", "label": "Whom", "required": true},
                           {"name": "language", "type": "choice", "options": ["English", "French"], "default": "English"},
                           {"name": "more", "type": "longText"},
                           {"name": "times", "type": "number", "default": 3}]}""";

    private final Installation atrium;
    private final Client user;
    private final Client other;
    private final Client admin;

    PresetIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        user = atrium.newUser();
        other = atrium.newUser();
        admin = atrium.admin();
    }

    @Test
    void some_twenty_come_in_six_categories_and_each_can_be_used() throws Exception {
        JsonObject page = other.get("presets?visibility=organisation&limit=100")
                .mustBe(200)
                .json();
        List<JsonObject> supplied = page.getJsonArray("items").getValuesAs(JsonObject.class);

        assertThat(supplied).hasSizeGreaterThanOrEqualTo(20);
        Set<String> categories = supplied.stream()
                .filter(preset -> preset.containsKey("category"))
                .map(preset -> preset.getString("category"))
                .collect(Collectors.toSet());
        assertThat(categories).hasSizeGreaterThanOrEqualTo(6);
        assertThat(other.get("preset-categories")
                        .mustBe(200)
                        .json()
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .extracting(category -> category.getString("name"))
                .startsWith("Writing", "Communication", "Learning", "Programming", "Analysis", "Ideas");
        for (JsonObject preset : supplied) {
            JsonObjectBuilder values = Json.createObjectBuilder();
            for (JsonObject variable : preset.getJsonArray("variables").getValuesAs(JsonObject.class)) {
                if (variable.getBoolean("required") && !variable.containsKey("default")) {
                    values.add(variable.getString("name"), "something");
                }
            }
            JsonObject rendered = other.post(
                            "presets/" + preset.getString("id") + "/render",
                            Json.createObjectBuilder().add("variables", values))
                    .mustBe(200)
                    .json();
            assertThat(rendered.getString("prompt")).isNotBlank().doesNotContain("{{");
        }
    }

    @Test
    void a_preset_is_made_found_changed_and_deleted() throws Exception {
        String mark = mark();
        Answer made = user.post("presets", GREETING.formatted(mark)).mustBe(201);
        JsonObject preset = made.json();
        String path = "presets/" + preset.getString("id");

        assertThat(made.header("Location")).endsWith("/api/" + path);
        assertThat(user.get(path).mustBe(200).json()).isEqualTo(preset);
        assertThat(preset.getString("visibility")).isEqualTo("private");
        assertThat(preset.getBoolean("changeable")).isTrue();
        assertThat(preset.getInt("used")).isZero();
        JsonObject times = preset.getJsonArray("variables").getJsonObject(3);
        assertThat(times.getInt("default")).isEqualTo(3);
        assertThat(preset.getJsonArray("variables").getJsonObject(1).getString("label"))
                .isEqualTo("language");
        assertThat(names(user, "q=greet+" + mark)).containsExactly("Greeting " + mark);
        assertThat(names(other, "q=" + mark)).isEmpty();

        JsonObject changed = user.patch(
                        path,
                        Json.createObjectBuilder()
                                .add("name", "Hello " + mark)
                                .add("model", "")
                                .add("category", "writing"))
                .mustBe(200)
                .json();
        assertThat(changed.getString("name")).isEqualTo("Hello " + mark);
        assertThat(changed.containsKey("model")).isFalse();
        assertThat(changed.getString("category")).isEqualTo("Writing");
        assertThat(changed.getString("system")).isEqualTo("You are polite.");
        assertThat(names(user, "category=Writing&visibility=private")).contains("Hello " + mark);

        other.get(path).mustBeProblem(404, "NOT_FOUND");
        other.patch(path, Json.createObjectBuilder().add("name", "Mine")).mustBeProblem(404, "NOT_FOUND");
        other.delete(path).mustBeProblem(404, "NOT_FOUND");
        user.delete(path).mustBe(204);
        user.get(path).mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void what_is_wrong_with_a_preset_is_told_field_by_field() throws Exception {
        JsonObject problem = user.post("presets", """
                        {"name": " ", "template": "Say {{what}}", "category": "None such",
                         "variables": [{"name": "1st"}, {"name": "kind", "type": "choice"}]}""").mustBeProblem(400, "INVALID_REQUEST");

        assertThat(fields(problem)).containsExactly("name", "variables[0].name", "variables[1].options", "template");
        assertThat(fields(user.post("presets", "{\"name\": \"n\", \"template\": \"t\", \"category\": \"None such\"}")
                        .mustBeProblem(400, "INVALID_REQUEST")))
                .containsExactly("category");
        assertThat(fields(user.post("presets", """
                        {"name": "n", "template": "t", "visibility": "secret", "parameters": {"temperature": 1},
                         "variables": [{"name": "x", "type": "colour", "default": true}]}""").mustBeProblem(400, "INVALID_REQUEST")))
                .containsExactly("variables[0].type", "variables[0].default", "visibility");
        assertThat(fields(user.post(
                                "presets",
                                "{\"name\": \"n\", \"template\": \"t\", \"parameters\": {\"temperature\": 3}}")
                        .mustBeProblem(400, "INVALID_REQUEST")))
                .containsExactly("parameters.temperature");
    }

    @Test
    void a_prompt_is_rendered_with_values_as_they_are_and_nothing_is_counted() throws Exception {
        String path = made(GREETING);

        JsonObject rendered = user.post(
                        path + "/render", "{\"variables\": {\"who\": \"{{language}} $1\", \"language\": \"French\"}}")
                .mustBe(200)
                .json();

        assertThat(rendered.getString("prompt")).isEqualTo("[[text Done.]] Greet {{language}} $1 in French. ");
        assertThat(rendered.getString("system")).isEqualTo("You are polite.");
        assertThat(rendered.getString("model")).isEqualTo("house-small");
        assertThat(rendered.getJsonObject("parameters").getInt("maxTokens")).isEqualTo(77);
        assertThat(user.get(path).json().getInt("used")).isZero();
        JsonObject problem = user.post(
                        path + "/render",
                        "{\"variables\": {\"language\": \"Klingon\", \"times\": \"often\", \"whom\": \"x\"}}")
                .mustBeProblem(400, "INVALID_REQUEST");
        assertThat(fields(problem))
                .containsExactly("variables.who", "variables.language", "variables.times", "variables.whom");
    }

    @ParameterizedTest
    @CsvSource({"chat, true", "chat, false", "completions, true", "completions, false"})
    void a_preset_is_asked_with_its_own_model_system_prompt_and_parameters(String call, boolean streamed)
            throws Exception {
        String path = made(GREETING);
        Question question = new Question(user, "ai/" + call, Json.createObjectBuilder())
                .with("presetId", Json.createValue(id(path)))
                .with(
                        "variables",
                        Json.createObjectBuilder()
                                .add("who", "Ada")
                                .add("times", 5)
                                .build());

        if (streamed) {
            try (EventStream answer = question.stream()) {
                assertThat(answer.done().getString("model")).isEqualTo("house-small");
                assertThat(answer.text()).isEqualTo("Done.");
            }
        } else {
            assertThat(question.whole().mustBe(200).body()).contains("Done.");
        }

        assertThat(lastRequest()).contains("Greet Ada in English.", "You are polite.", "0.25", "77");
        assertThat(user.get(path).json().getInt("used")).isEqualTo(1);
    }

    @Test
    void what_the_request_says_goes_before_what_the_preset_says() throws Exception {
        String path = made(GREETING);

        user.post("ai/completions", """
                        {"presetId": "%s", "variables": {"who": "Ada"}, "model": "%s", "system": "You are brief.",
                         "temperature": 0.5, "prompt": "And say why."}""".formatted(id(path), Installation.OPENAI_MODEL))
                .mustBe(200);

        assertThat(lastRequest())
                .contains("Greet Ada in English.", "And say why.", "You are brief.", "0.5", Installation.OPENAI_MODEL)
                .doesNotContain("polite");
    }

    @Test
    void a_conversation_remembers_the_preset_it_began_with() throws Exception {
        String path = made(GREETING);
        JsonObject answer =
                user.post("ai/chat", """
                        {"presetId": "%s", "variables": {"who": "Ada"}, "stream": false}""".formatted(id(path))).mustBe(200).json();
        String conversation = "conversations/" + answer.getString("conversationId");

        JsonObject stored = user.get(conversation).mustBe(200).json();
        assertThat(stored.getString("presetId")).isEqualTo(id(path));
        assertThat(stored.getString("system")).isEqualTo("You are polite.");
        assertThat(stored.getString("title")).startsWith("Greeting").endsWith(": Ada");
        assertThat(user.messages(answer.getString("conversationId")).get(0).getString("content"))
                .contains("Greet Ada in English.");
        user.post(conversation + "/messages", "{\"message\": \"[[text Yes.]] Again\", \"stream\": false}")
                .mustBe(200);
        assertThat(lastRequest()).contains("You are polite.", "0.25");

        user.delete(path).mustBe(204);
        assertThat(user.get(conversation).mustBe(200).json().containsKey("presetId"))
                .isFalse();
    }

    @Test
    void what_cannot_be_used_is_refused_and_not_counted() throws Exception {
        String path = made(GREETING);
        int conversations = user.conversationCount();

        assertThat(fields(user.post("ai/chat", "{\"presetId\": \"%s\", \"stream\": false}".formatted(id(path)))
                        .mustBeProblem(400, "INVALID_REQUEST")))
                .containsExactly("variables.who");
        other.post(
                        "ai/chat",
                        "{\"presetId\": \"%s\", \"variables\": {\"who\": \"x\"}, \"stream\": false}"
                                .formatted(id(path)))
                .mustBeProblem(404, "NOT_FOUND");
        assertThat(fields(user.post(
                                "ai/completions",
                                "{\"model\": \"house-small\", \"prompt\": \"x\", \"variables\": {\"who\": \"x\"}}")
                        .mustBeProblem(400, "INVALID_REQUEST")))
                .containsExactly("variables");
        assertThat(fields(user.post("ai/completions", "{\"stream\": false}").mustBeProblem(400, "INVALID_REQUEST")))
                .containsExactly("model", "prompt");
        assertThat(fields(user.post("ai/chat", "{\"stream\": false, \"temperature\": 9}")
                        .mustBeProblem(400, "INVALID_REQUEST")))
                .containsExactly("message", "temperature");
        String modelless = made("{\"name\": \"No model %s\", \"template\": \"Hello\"}");
        assertThat(fields(user.post("ai/completions", "{\"presetId\": \"%s\"}".formatted(id(modelless)))
                        .mustBeProblem(400, "INVALID_REQUEST")))
                .containsExactly("model");

        assertThat(user.get(path).json().getInt("used")).isZero();
        assertThat(user.conversationCount()).isEqualTo(conversations);
    }

    @Test
    void a_request_that_comes_again_is_no_second_use() throws Exception {
        String path = made(GREETING);
        String body = "{\"presetId\": \"%s\", \"variables\": {\"who\": \"Ada\"}}".formatted(id(path));
        String key = UUID.randomUUID().toString();

        Answer first = user.post("ai/completions", body, key).mustBe(200);
        Answer second = user.post("ai/completions", body, key).mustBe(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(user.get(path).json().getInt("used")).isEqualTo(1);
    }

    @Test
    void an_estimate_knows_the_preset() throws Exception {
        String path = made(GREETING);

        JsonObject estimate = user.post(
                        "ai/estimate",
                        "{\"service\": \"text\", \"presetId\": \"%s\", \"variables\": {\"who\": \"Ada\"}}"
                                .formatted(id(path)))
                .mustBe(200)
                .json();

        assertThat(estimate.getJsonObject("tokens").getInt("input")).isGreaterThan(10);
        assertThat(user.get(path).json().getInt("used")).isZero();
    }

    @Test
    void in_a_workspace_its_administrators_change_what_members_share_and_others_copy_it() throws Exception {
        Client owner = atrium.newUser();
        Client member = atrium.verifiedUser();
        Client maker = atrium.verifiedUser();
        String workspace = owner.workspaceId();
        for (Client joining : List.of(member, maker)) {
            owner.post(
                            "workspaces/" + workspace + "/members",
                            Json.createObjectBuilder()
                                    .add("email", joining.email())
                                    .add("role", "MEMBER"))
                    .mustBe(201);
            joining.post("workspaces/" + workspace + "/switch").mustBe(200);
        }
        JsonObject shared = maker.post(
                        "presets", "{\"name\": \"Shared\", \"template\": \"Hello\", \"visibility\": \"workspace\"}")
                .mustBe(201)
                .json();
        String path = "presets/" + shared.getString("id");

        assertThat(member.get(path).mustBe(200).json().getBoolean("changeable")).isFalse();
        member.patch(path, Json.createObjectBuilder().add("name", "Mine")).mustBeProblem(403, "FORBIDDEN");
        member.delete(path).mustBeProblem(403, "FORBIDDEN");
        JsonObject copy = member.post(path + "/duplicate").mustBe(201).json();
        assertThat(copy.getString("name")).isEqualTo("Shared (copy)");
        assertThat(copy.getString("visibility")).isEqualTo("private");
        assertThat(copy.getBoolean("changeable")).isTrue();
        owner.get("presets/" + copy.getString("id")).mustBeProblem(404, "NOT_FOUND");
        other.get(path).mustBeProblem(404, "NOT_FOUND");
        owner.patch(path, Json.createObjectBuilder().add("name", "Ours")).mustBe(200);
        owner.patch(path, Json.createObjectBuilder().add("visibility", "organisation"))
                .mustBeProblem(403, "FORBIDDEN");
        assertThat(maker.get(path).json().getString("name")).isEqualTo("Ours");
    }

    @Test
    void presets_of_the_organisation_are_for_everyone_and_changed_by_administrators_only() throws Exception {
        String body = "{\"name\": \"Everyone %s\", \"template\": \"Hello\", \"visibility\": \"organisation\"}";
        user.post("presets", body.formatted(mark())).mustBeProblem(403, "FORBIDDEN");
        String mark = mark();

        String path = "presets/"
                + admin.post("presets", body.formatted(mark)).mustBe(201).json().getString("id");

        assertThat(names(user, "q=" + mark)).containsExactly("Everyone " + mark);
        user.patch(path, Json.createObjectBuilder().add("name", "Mine")).mustBeProblem(403, "FORBIDDEN");
        user.delete(path).mustBeProblem(403, "FORBIDDEN");
        admin.delete(path).mustBe(204);
    }

    @Test
    void categories_are_managed_by_administrators() throws Exception {
        String name = "Category " + mark();
        user.post("preset-categories", Json.createObjectBuilder().add("name", name))
                .mustBeProblem(403, "FORBIDDEN");

        JsonObject category = admin.post(
                        "preset-categories", Json.createObjectBuilder().add("name", name))
                .mustBe(201)
                .json();
        String path = "preset-categories/" + category.getString("id");
        admin.post("preset-categories", Json.createObjectBuilder().add("name", name.toUpperCase(Locale.ROOT)))
                .mustBeProblem(409, "CONFLICT");
        admin.post("preset-categories", Json.createObjectBuilder().add("name", " "))
                .mustBeProblem(400, "INVALID_REQUEST");
        String preset =
                made("{\"name\": \"Sorted %%s\", \"template\": \"Hello\", \"category\": \"%s\"}".formatted(name));
        admin.patch(path, Json.createObjectBuilder().add("name", name + " new").add("icon", "text"))
                .mustBe(200);
        assertThat(user.get(preset).json().getString("category")).isEqualTo(name + " new");

        user.delete(path).mustBeProblem(403, "FORBIDDEN");
        admin.delete(path).mustBe(204);
        assertThat(user.get(preset).mustBe(200).json().containsKey("category")).isFalse();
        admin.delete(path).mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void exported_presets_are_imported_as_private_ones() throws Exception {
        String first = made(GREETING);
        String second = made(GREETING);
        Answer exported =
                user.get("presets/export?id=" + id(first) + "&id=" + id(second)).mustBe(200);
        assertThat(exported.header("Content-Disposition")).contains("presets.json");
        Client importer = atrium.newUser();

        List<JsonObject> made = importer.post("presets/import", exported.body())
                .mustBe(201)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);

        assertThat(made).hasSize(2);
        for (String member : List.of("template", "system", "model")) {
            assertThat(made.get(0).getString(member))
                    .isEqualTo(user.get(first).json().getString(member));
        }
        assertThat(made.get(0).getJsonArray("variables"))
                .isEqualTo(user.get(first).json().getJsonArray("variables"));
        assertThat(made.get(0).getJsonObject("parameters"))
                .isEqualTo(user.get(first).json().getJsonObject("parameters"));
        assertThat(made)
                .allSatisfy(preset -> assertThat(preset.getString("visibility")).isEqualTo("private"));
    }

    @Test
    void of_a_file_with_a_mistake_nothing_is_imported() throws Exception {
        Client importer = atrium.newUser();

        JsonObject problem = importer.post("presets/import", """
                        {"format": "atrium-presets", "version": 1, "presets": [
                         {"name": "Good", "template": "Hello", "visibility": "organisation"},
                         {"name": "Bad", "template": "{{gap}}"}]}""").mustBeProblem(400, "INVALID_REQUEST");

        assertThat(fields(problem)).containsExactly("presets[1].template");
        assertThat(names(importer, "visibility=private")).isEmpty();
        assertThat(fields(importer.post("presets/import", "{\"presets\": []}").mustBeProblem(400, "INVALID_REQUEST")))
                .contains("presets");
        importer.post(
                        "presets/import",
                        "{\"format\": \"other\", \"version\": 1, \"presets\": [{\"name\": \"n\", \"template\": \"t\"}]}")
                .mustBeProblem(400, "INVALID_REQUEST");
    }

    /** Makes a preset with a name of its own. */
    private String made(String body) throws Exception {
        return "presets/"
                + user.post("presets", body.formatted(mark()))
                        .mustBe(201)
                        .json()
                        .getString("id");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String mark() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static List<String> names(Client client, String query) throws Exception {
        return client.get("presets?limit=100&" + query).mustBe(200).json().getJsonArray("items").stream()
                .map(JsonValue::asJsonObject)
                .map(preset -> preset.getString("name"))
                .toList();
    }

    private static List<String> fields(JsonObject problem) {
        return problem.getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                .map(error -> error.getString("field"))
                .toList();
    }

    private String lastRequest() {
        List<RecordedRequest> requests = atrium.providers().requests();
        return requests.get(requests.size() - 1).body();
    }
}
