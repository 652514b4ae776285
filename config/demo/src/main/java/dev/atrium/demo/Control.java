package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The script, the requests and the counts over HTTP, for tests in another process.
 *
 * <pre>
 * POST /_demo/script     {"provider": "openai", "contains": "some text", "times": 2, "behaviour": "[[fail 503]]"}
 * DELETE /_demo/script
 * GET /_demo/requests
 * DELETE /_demo/requests
 * GET /_demo/stats
 * </pre>
 *
 * <p>Instead of, or beside {@code behaviour}, a {@code text} is answered as it stands, and {@code raw}
 * ({@code {"status": 200, "headers": {…}, "body": "…"}}) sent as it is.
 */
final class Control {

    static final String PATH = "/_demo/";

    private final Script script;
    private final Traffic traffic;

    Control(Script script, Traffic traffic) {
        this.script = script;
        this.traffic = traffic;
    }

    Whole answer(HttpRequest request) {
        String what = request.method() + " " + request.path().substring(PATH.length());
        return switch (what) {
            case "POST script" -> add(request);
            case "DELETE script" -> {
                script.clear();
                yield done();
            }
            case "GET requests" -> requests();
            case "DELETE requests" -> {
                traffic.forget();
                yield done();
            }
            case "GET stats" -> stats();
            default -> problem(404, "No such control: " + what);
        };
    }

    private Whole add(HttpRequest request) {
        // Only JSON: a page in somebody's browser cannot send that across origins without being asked.
        if (!request.header("content-type").orElse("").startsWith("application/json")) {
            return problem(400, "The content type must be application/json.");
        }
        Optional<JsonObject> body = Json.parseObject(request.text());
        if (body.isEmpty()) {
            return problem(400, "The body is not a JSON object.");
        }
        try {
            add(body.get());
            return done();
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return problem(400, e.getMessage());
        }
    }

    private void add(JsonObject body) {
        String markers = body.getString("behaviour", "");
        Behaviour behaviour = body.containsKey("raw")
                ? raw(body.getJsonObject("raw")).and(markers)
                : Json.string(body, "text")
                        .map(text -> Behaviour.saying(text).and(markers))
                        .orElseGet(() -> Behaviour.of(markers));
        Optional<String> provider = Json.string(body, "provider");
        Optional<String> contains = Json.string(body, "contains");
        int usual = contains.isPresent() ? Integer.MAX_VALUE : 1;
        int times = body.get("times") instanceof JsonNumber number ? number.intValue() : usual;
        if (provider.isPresent() && contains.isPresent()) {
            script.whenPromptContains(provider.get(), contains.get(), times, behaviour);
        } else if (contains.isPresent()) {
            script.whenPromptContains(contains.get(), times, behaviour);
        } else {
            script.next(
                    provider.orElseThrow(() -> new IllegalArgumentException("One of provider and contains is needed.")),
                    times,
                    behaviour);
        }
    }

    private static Behaviour raw(JsonObject raw) {
        var headers = new HashMap<String, String>();
        if (raw.containsKey("headers")) {
            raw.getJsonObject("headers")
                    .keySet()
                    .forEach(name ->
                            headers.put(name, raw.getJsonObject("headers").getString(name)));
        }
        return Behaviour.raw(
                raw.getInt("status", 200), headers, raw.getString("body", "").getBytes(StandardCharsets.UTF_8));
    }

    private Whole requests() {
        var list = Json.array();
        for (RecordedRequest request : traffic.requests()) {
            JsonObjectBuilder headers = Json.object();
            for (Map.Entry<String, String> header : request.headers().entrySet()) {
                headers.add(header.getKey(), masked(header.getKey(), header.getValue()));
            }
            list.add(Json.object()
                    .add("at", request.at().toString())
                    .add("provider", request.provider())
                    .add("method", request.method())
                    .add("path", request.path())
                    .add("headers", headers)
                    .add("body", request.body()));
        }
        return Whole.json(200, Json.object().add("requests", list).build());
    }

    /** Keys are not shown, for somebody may configure a real one by mistake; their last characters tell them apart. */
    private static String masked(String header, String value) {
        boolean secret = header.equalsIgnoreCase("authorization")
                || header.equalsIgnoreCase("x-api-key")
                || header.equalsIgnoreCase("x-goog-api-key");
        return secret ? "…" + value.substring(Math.max(0, value.length() - 4)) : value;
    }

    private Whole stats() {
        Stats stats = traffic.stats();
        return Whole.json(
                200,
                Json.object()
                        .add("requests", stats.requests())
                        .add("open", stats.open())
                        .add("maxOpen", stats.maxOpen())
                        .add("completed", stats.completed())
                        .add("closedByClient", stats.closedByClient())
                        .build());
    }

    private static Whole done() {
        return Whole.json(200, Json.object().add("done", true).build());
    }

    private static Whole problem(int status, String message) {
        return Whole.json(status, Json.object().add("problem", message).build());
    }
}
