package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server that people run themselves and that is compatible with OpenAI's {@code /chat/completions} and {@code /models}, in the
 * way of vLLM, llama.cpp or Ollama: needs no key (but refuses one that begins with {@code bad}), ignores fields that it does not
 * know, says little about itself.
 */
final class Compatible implements Vendor {

    @Override
    public String name() {
        return "compatible";
    }

    @Override
    public String basePath() {
        return "/compatible/v1";
    }

    @Override
    public Endpoint endpoint(HttpRequest request, String path) {
        if (request.header("authorization").orElse("").startsWith("Bearer bad")) {
            throw new Refusal(error(401, "Invalid API key.", "authentication_error", "invalid_api_key"));
        }
        if (path.equals("/chat/completions") && request.method().equals("POST")) {
            return chat(Json.parseObject(request.text()).orElseThrow(() -> invalid("The body is not a JSON object.")));
        }
        if (path.equals("/models") && request.method().equals("GET")) {
            return new Endpoint.Fixed(models());
        }
        Optional<Endpoint> media = CompatibleMedia.endpoint(request, path);
        if (media.isPresent()) {
            return media.get();
        }
        throw new Refusal(error(404, "No such resource: " + path, "not_found_error", null));
    }

    @Override
    public Optional<Whole> failure(Failure failure, Prompt prompt) {
        int status = failure.status();
        Whole answer =
                switch (failure.kind()) {
                    case CONTEXT -> contextExceeded(prompt, Models.get(name(), prompt.model()));
                    case POLICY -> error(400, "The content was filtered.", "invalid_request_error", "content_filter");
                    case QUOTA -> error(status, "No quota left.", "insufficient_quota", "insufficient_quota");
                    case PLAIN, HTML ->
                        status == 429
                                ? error(429, "Too many requests.", "rate_limit_error", "rate_limit_exceeded")
                                : error(
                                        status,
                                        "The simulated server failed with status " + status + ".",
                                        status < 500 ? "invalid_request_error" : "server_error",
                                        null);
                };
        return Optional.of(failure.retryAfterSeconds()
                .map(seconds -> answer.with("retry-after", seconds))
                .orElse(answer));
    }

    private Endpoint chat(JsonObject body) {
        String id = Json.string(body, "model").orElseThrow(() -> invalid("The field 'model' is required."));
        if (!Models.exists(id)) {
            throw new Refusal(
                    error(404, "The model `" + id + "` does not exist.", "invalid_request_error", "model_not_found"));
        }
        if (!(body.get("messages") instanceof JsonArray messages) || messages.isEmpty()) {
            throw invalid("The field 'messages' must be a non-empty array.");
        }
        var turns = new ArrayList<Prompt.Turn>();
        int otherParts = 0;
        for (JsonValue value : messages) {
            ChatContent content = value instanceof JsonObject message ? ChatContent.read(message.get("content")) : null;
            if (content == null) {
                throw invalid("A message must be an object with a role and a content.");
            }
            turns.add(new Prompt.Turn(Json.string(value.asJsonObject(), "role").orElse("user"), content.text()));
            otherParts += content.otherParts();
        }
        boolean usage =
                body.get("stream_options") instanceof JsonObject options && Json.isTrue(options, "include_usage");
        var prompt = new Prompt(
                id,
                turns,
                otherParts,
                positive(body, "max_completion_tokens", "max_tokens"),
                stop(body),
                1,
                Json.isTrue(body, "stream"),
                wishes(body));
        Model model = Models.get(name(), id);
        if (prompt.inputTokens() > model.context()) {
            throw new Refusal(contextExceeded(prompt, model));
        }
        return new Endpoint.Chat(prompt, new CompatibleWording(id, usage));
    }

    private static Wishes wishes(JsonObject body) {
        for (String member : List.of("tools", "tool_choice", "response_format")) {
            if (body.containsKey(member)) {
                ChatShapes.OPENAI
                        .get(member)
                        .check(body.get(member), List.of(member))
                        .ifPresent(violation -> {
                            throw invalid("The field '" + violation.path() + "' must be " + violation.expected() + ".");
                        });
            }
        }
        return ChatWishes.read(body);
    }

    private static OptionalInt positive(JsonObject body, String... fields) {
        for (String field : fields) {
            if (body.get(field) instanceof JsonNumber number) {
                if (number.longValue() < 1) {
                    throw invalid("The field '" + field + "' must be at least 1.");
                }
                return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, number.longValue()));
            }
        }
        return OptionalInt.empty();
    }

    private static List<String> stop(JsonObject body) {
        Optional<JsonValue> stop = Json.present(body, "stop");
        if (stop.isEmpty()) {
            return List.of();
        }
        return Json.strings(stop.get())
                .orElseThrow(() -> invalid("The field 'stop' must be a string or an array of strings."));
    }

    static Refusal invalid(String message) {
        return new Refusal(error(400, message, "invalid_request_error", null));
    }

    static Whole error(int status, String message, String type, String code) {
        return Whole.json(status, OpenAi.errorBody(message, type, null, code));
    }

    private static Whole contextExceeded(Prompt prompt, Model model) {
        return error(
                400,
                "This model's maximum context length is " + model.context() + " tokens, the request has "
                        + prompt.inputTokens() + ".",
                "invalid_request_error",
                "context_length_exceeded");
    }

    private Whole models() {
        var data = Json.array();
        Models.of(name())
                .forEach(model -> data.add(Json.object()
                        .add("id", model.id())
                        .add("object", "model")
                        .add("created", model.releasedEpochSecond())
                        .add("owned_by", "local")));
        return Whole.json(
                200, Json.object().add("object", "list").add("data", data).build());
    }

    /** The header fields of a stream. */
    static Map<String, String> streamHeaders() {
        return Map.of("content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache");
    }
}
