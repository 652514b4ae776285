package dev.atrium.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every route of the OpenAPI document is asked with the ids of another workspace, and answers as if there were nothing. A route that is new is
 * asked without an edit here, unless it is about something of which there has been nothing yet: then this fails until it is added.
 */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class ForeignIdsIT {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** What everybody may read, by whatever id. */
    private static final List<String> PUBLIC = List.of("/api/ai/models/", "/api/openai/v1/models/");

    /** What is the organisation's, and changed by its administrators alone. */
    private static final List<String> FOR_ADMINS = List.of("/api/admin/", "/api/preset-categories/");

    private final Client owner;
    private final Client other;
    private final JsonObject document;

    /** What the owner has, by the address that lists it. */
    private final Map<String, String> owned = new TreeMap<>();

    ForeignIdsIT(Installation atrium) throws Exception {
        owner = atrium.newUser();
        other = atrium.newUser();
        document = owner.get("../openapi?format=JSON").mustBe(200).json();
        own();
    }

    private void own() throws Exception {
        JsonObject chat = owner.chat(Installation.HOUSE_MODEL, "Hello")
                .whole()
                .mustBe(200)
                .json();
        owned.put("conversations", chat.getString("conversationId"));
        owned.put("messages", chat.getJsonObject("message").getString("id"));
        owned.put("generations", chat.getString("generationId"));
        JsonObject workspace = owner.get("workspaces/current").mustBe(200).json();
        owned.put("workspaces", workspace.getString("id"));
        owned.put("members", owner.get("users/me").mustBe(200).json().getString("id"));
        owned.put("provider-keys", "openai");
        owned.put(
                "tokens",
                owner.post("tokens", "{\"name\":\"mine\"}").mustBe(201).json().getString("id"));
        owned.put(
                "files",
                owner.send(new Form().file("note.txt", "mine".getBytes(UTF_8)).on(owner.request("files")))
                        .mustBe(201)
                        .json()
                        .getString("id"));
        owned.put(
                "presets",
                owner.post("presets", "{\"name\":\"Mine\",\"template\":\"Say it\",\"visibility\":\"private\"}")
                        .mustBe(201)
                        .json()
                        .getString("id"));
    }

    @TestFactory
    Stream<DynamicTest> a_route_with_an_id_of_another_workspace_finds_nothing_and_leaves_no_trace() {
        return routes().map(route -> DynamicTest.dynamicTest(route.toString(), () -> {
            JsonObject before = state();
            Answer answer = ask(route);
            if (isForAdmins(route.template)) {
                answer.mustBeProblem(403, "FORBIDDEN");
            } else {
                answer.mustBeProblem(404, "NOT_FOUND");
            }
            assertThat(state()).isEqualTo(before);
            assertThat(other.balance().reserved()).isZero();
        }));
    }

    @Test
    void lists_hold_nothing_of_another_workspace() throws Exception {
        for (String template : document.getJsonObject("paths").keySet()) {
            if (!template.contains("{")
                    && !isForAdmins(template)
                    && document.getJsonObject("paths").getJsonObject(template).containsKey("get")) {
                String body = other.get(template.substring("/api/".length())).body();
                for (String id : owned.values()) {
                    assertThat(id.length() > 30 && body.contains(id))
                            .as("%s shows %s", template, id)
                            .isFalse();
                }
            }
        }
    }

    /** A method of a path that has an id in it. */
    private record Route(String method, String template, JsonObject operation) {

        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + template;
        }
    }

    private Stream<Route> routes() {
        JsonObject paths = document.getJsonObject("paths");
        return paths.keySet().stream()
                .filter(template -> template.contains("{") && PUBLIC.stream().noneMatch(template::startsWith))
                .flatMap(template -> paths.getJsonObject(template).keySet().stream()
                        .filter(METHODS::contains)
                        .map(method -> new Route(
                                method, template, paths.getJsonObject(template).getJsonObject(method))));
    }

    private Answer ask(Route route) throws Exception {
        String path = filled(route.template).substring("/api/".length());
        var request = other.request(path).header("Accept", "*/*");
        String body = body(route.operation);
        if (body == null) {
            request.method(route.method.toUpperCase(Locale.ROOT), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(route.method.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body));
        }
        return other.send(request);
    }

    /** The path with what the owner has; a part without an id of its own is named after what is listed there. */
    private String filled(String template) {
        Matcher parameter = PARAMETER.matcher(template);
        StringBuilder path = new StringBuilder();
        while (parameter.find()) {
            String[] before = template.substring(0, parameter.start()).split("/");
            String list = before[before.length - 1];
            String id = isForAdmins(template) ? "018f6a70-0000-7000-8000-000000000000" : owned.get(list);
            assertThat(id)
                    .as("something of the owner's for %s, to be made in own()", template)
                    .isNotNull();
            parameter.appendReplacement(path, id);
        }
        return parameter.appendTail(path).toString();
    }

    private static boolean isForAdmins(String template) {
        return FOR_ADMINS.stream().anyMatch(template::startsWith);
    }

    /** The document's own example of a body; null for a method without one. */
    private String body(JsonObject operation) {
        if (!operation.containsKey("requestBody")) {
            return null;
        }
        JsonValue schema = resolved(operation.getJsonObject("requestBody"))
                .getJsonObject("content")
                .getJsonObject("application/json")
                .get("schema");
        JsonObject resolved = resolved(schema.asJsonObject());
        JsonValue example = resolved.get("example");
        if (example == null) {
            return "{}";
        }
        return example instanceof JsonString text ? text.getString() : example.toString();
    }

    private JsonObject resolved(JsonObject schema) {
        if (!schema.containsKey("$ref")) {
            return schema;
        }
        String[] names = schema.getString("$ref").substring(2).split("/");
        JsonObject found = document;
        for (String name : names) {
            found = found.getJsonObject(name);
        }
        return found;
    }

    /** All that could have been changed. */
    private JsonObject state() throws Exception {
        List<String> addresses = new ArrayList<>(List.of(
                "conversations/" + owned.get("conversations"),
                "workspaces/current",
                "ai/generations/" + owned.get("generations"),
                "presets/" + owned.get("presets"),
                "users/me",
                "workspaces/" + owned.get("workspaces") + "/members",
                "workspaces/" + owned.get("workspaces") + "/provider-keys"));
        Map<String, JsonValue> state = new TreeMap<>();
        for (String address : addresses) {
            state.put(address, owner.get(address).mustBe(200).json());
        }
        state.put(
                "file",
                Json.createValue(owner.get("files/" + owned.get("files")).body()));
        return Json.createObjectBuilder(
                        state.entrySet().stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .build();
    }
}
