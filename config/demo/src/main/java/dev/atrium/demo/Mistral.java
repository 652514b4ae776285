package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Mistral: {@code /chat/completions} and {@code /models}. Its errors come in five shapes; they are all here. */
final class Mistral implements Vendor {

    private static final Set<String> CHAT_FIELDS = Set.of(
            "model",
            "temperature",
            "top_p",
            "max_tokens",
            "stream",
            "stop",
            "random_seed",
            "metadata",
            "messages",
            "response_format",
            "tools",
            "tool_choice",
            "presence_penalty",
            "frequency_penalty",
            "n",
            "prediction",
            "parallel_tool_calls",
            "reasoning_effort",
            "prompt_mode",
            "guardrails",
            "prompt_cache_key",
            "service_tier",
            "safe_prompt");
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    @Override
    public String name() {
        return "mistral";
    }

    @Override
    public String basePath() {
        return "/mistral/v1";
    }

    @Override
    public Endpoint endpoint(HttpRequest request, String path) {
        authenticate(request);
        if (path.equals("/chat/completions") && request.method().equals("POST")) {
            return chat(Json.parseObject(request.text())
                    .orElseThrow(() -> unprocessable(
                            "json_invalid", "JSON decode error", JsonValue.EMPTY_JSON_OBJECT, Json.text("body"))));
        }
        if (request.method().equals("POST")) {
            Optional<Endpoint> media = MistralMedia.endpoint(request, path);
            if (media.isPresent()) {
                return media.get();
            }
        }
        if (path.equals("/models") && request.method().equals("GET")) {
            return new Endpoint.Fixed(models());
        }
        throw new Refusal(json(404, Json.object().add("detail", "Not Found").build()));
    }

    @Override
    public Optional<Whole> failure(Failure failure, Prompt prompt) {
        int status = failure.status();
        Whole answer =
                switch (failure.kind()) {
                    case CONTEXT -> tooLong(prompt, Models.get(name(), prompt.model()));
                    case POLICY -> error(403, "Request blocked by guardrails.", "guardrail_violation", "1701");
                    case QUOTA -> error(status, "You have no credits left.", "insufficient_quota", "1301");
                    case PLAIN, HTML -> plain(status, prompt);
                };
        return Optional.of(failure.retryAfterSeconds()
                .map(seconds -> answer.with("retry-after", seconds))
                .orElse(answer));
    }

    private static Whole plain(int status, Prompt prompt) {
        return switch (status) {
            case 401 -> invalidKey();
            case 400, 404 -> invalidModel(prompt.model());
            case 422 ->
                json(
                        422,
                        Json.object()
                                .add("object", "Error")
                                .add("detail", Json.array().add("The request is not valid."))
                                .add("message", Json.array().add("The request is not valid."))
                                .add("code", 3001)
                                .build());
            case 429 -> error(429, "Rate limit exceeded", "rate_limited", "1300");
            case 503 ->
                error(503, "Service tier capacity exceeded for this model.", "service_tier_capacity_exceeded", "3505");
            case 502, 504 ->
                json(
                        status,
                        Json.object()
                                .add("message", "The upstream server is timing out")
                                .build());
            default ->
                status < 500
                        ? error(status, "The request is not valid.", "invalid_request", "3000")
                        : error(status, "Internal server error", "internal_server_error", "1000");
        };
    }

    static JsonObject errorBody(String message, String type, String code) {
        return Json.object()
                .add("object", "error")
                .add("message", message)
                .add("type", type)
                .addNull("param")
                .add("code", code)
                .build();
    }

    static Whole error(int status, String message, String type, String code) {
        return json(status, errorBody(message, type, code));
    }

    /** The shape in which {@code message} is an object. */
    static Refusal unprocessable(String type, String message, JsonValue input, JsonValue... location) {
        var loc = Json.array();
        for (JsonValue step : location) {
            loc.add(step);
        }
        var detail = Json.object()
                .add("type", type)
                .add("loc", loc)
                .add("msg", message)
                .add("input", input);
        return new Refusal(json(
                422,
                Json.object()
                        .add("object", "error")
                        .add("message", Json.object().add("detail", Json.array().add(detail)))
                        .add("type", "invalid_request_error")
                        .addNull("param")
                        .addNull("code")
                        .build()));
    }

    static Refusal field(String field, String type, String message, JsonValue input) {
        return unprocessable(type, message, input, Json.text("body"), Json.text(field));
    }

    static Whole json(int status, JsonStructure body) {
        return Whole.json(status, body).with(headers());
    }

    static Map<String, String> headers() {
        String id = Ids.hexadecimal(8) + "-" + Ids.hexadecimal(4) + "-7" + Ids.hexadecimal(3) + "-a"
                + Ids.hexadecimal(3) + "-" + Ids.hexadecimal(12);
        return Map.of(
                "mistral-correlation-id",
                id,
                "x-kong-request-id",
                id,
                "x-ratelimit-limit-req-minute",
                "360",
                "x-ratelimit-remaining-req-minute",
                "359",
                "x-ratelimit-tokens-query-cost",
                "64");
    }

    private static void authenticate(HttpRequest request) {
        String header = request.header("authorization").orElse("");
        if (!header.startsWith("Bearer ")
                || header.substring("Bearer ".length()).isBlank()) {
            // The gateway's own shape: the request does not reach the API.
            throw new Refusal(json(
                    401,
                    Json.object().add("message", "No API key found in request").build()));
        }
        if (header.startsWith("Bearer bad")) {
            throw new Refusal(invalidKey());
        }
    }

    private static Whole invalidKey() {
        return json(401, Json.object().add("detail", "Invalid API Key").build());
    }

    private Endpoint chat(JsonObject body) {
        for (Map.Entry<String, JsonValue> field : body.entrySet()) {
            if (!CHAT_FIELDS.contains(field.getKey())) {
                throw field(field.getKey(), "extra_forbidden", "Extra inputs are not permitted", field.getValue());
            }
        }
        if (!body.containsKey("model")) {
            throw field("model", "missing", "Field required", body);
        }
        String id = Json.string(body, "model")
                .orElseThrow(() -> field("model", "string_type", "Input should be a valid string", body.get("model")));
        if (!Models.exists(id)) {
            throw new Refusal(invalidModel(id));
        }
        decimal(body, "temperature", 0, 1.5);
        decimal(body, "top_p", 0, 1);
        decimal(body, "presence_penalty", -2, 2);
        decimal(body, "frequency_penalty", -2, 2);
        integer(body, "random_seed", 0);
        var turns = new ArrayList<Prompt.Turn>();
        int otherParts = messages(body, turns);
        checkShapes(body);
        Model model = Models.get(name(), id);
        var prompt = new Prompt(
                id,
                turns,
                otherParts,
                integer(body, "max_tokens", 0),
                stop(body),
                integer(body, "n", 1).orElse(1),
                bool(body, "stream"),
                ChatWishes.read(body));
        if (prompt.inputTokens() > model.context()) {
            throw new Refusal(tooLong(prompt, model));
        }
        return new Endpoint.Chat(prompt, new MistralWording(id, prompt.choices()));
    }

    private static void checkShapes(JsonObject body) {
        Shape.firstOf(ChatShapes.MISTRAL, body).ifPresent(violation -> {
            throw violation(violation);
        });
        ChatWishes.unanswered(body.getJsonArray("messages")).ifPresent(id -> {
            throw wrongOrder("Not the same number of function calls and responses");
        });
    }

    private static Refusal violation(Shape.Violation violation) {
        var location = new ArrayList<JsonValue>();
        location.add(Json.text("body"));
        for (Object step : violation.place()) {
            location.add(step instanceof Integer number ? Json.number(number) : Json.text(step.toString()));
        }
        JsonValue input = violation.value() == null ? JsonValue.NULL : violation.value();
        JsonValue[] loc = location.toArray(JsonValue[]::new);
        return switch (violation.kind()) {
            case UNKNOWN -> unprocessable("extra_forbidden", "Extra inputs are not permitted", input, loc);
            case MISSING -> unprocessable("missing", "Field required", input, loc);
            case TYPE, VALUE -> unprocessable("value_error", "Input should be " + violation.expected(), input, loc);
        };
    }

    private static void decimal(JsonObject body, String field, double least, double most) {
        Optional<JsonValue> value = Json.present(body, field);
        if (value.isEmpty()) {
            return;
        }
        if (!(value.get() instanceof JsonNumber number)) {
            throw field(field, "float_type", "Input should be a valid number", value.get());
        }
        if (number.doubleValue() < least) {
            throw field(field, "greater_than_equal", "Input should be greater than or equal to " + least, number);
        }
        if (number.doubleValue() > most) {
            throw field(field, "less_than_equal", "Input should be less than or equal to " + most, number);
        }
    }

    static OptionalInt integer(JsonObject body, String field, int least) {
        Optional<JsonValue> value = Json.present(body, field);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!(value.get() instanceof JsonNumber number) || !number.isIntegral()) {
            throw field(field, "int_type", "Input should be a valid integer", value.get());
        }
        if (number.longValue() < least) {
            throw field(field, "greater_than_equal", "Input should be greater than or equal to " + least, number);
        }
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, number.longValue()));
    }

    private static boolean bool(JsonObject body, String field) {
        JsonValue value = body.get(field);
        if (value != null && value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw field(field, "bool_type", "Input should be a valid boolean", value);
        }
        return value == JsonValue.TRUE;
    }

    private static List<String> stop(JsonObject body) {
        Optional<JsonValue> stop = Json.present(body, "stop");
        if (stop.isEmpty()) {
            return List.of();
        }
        return Json.strings(stop.get())
                .orElseThrow(() -> field("stop", "string_type", "Input should be a valid string", body.get("stop")));
    }

    /** Reads the messages; returns how many parts were no text. */
    private static int messages(JsonObject body, List<Prompt.Turn> turns) {
        if (!(body.get("messages") instanceof JsonArray messages)) {
            throw body.containsKey("messages")
                    ? field("messages", "list_type", "Input should be a valid list", body.get("messages"))
                    : field("messages", "missing", "Field required", body);
        }
        if (messages.isEmpty()) {
            throw wrongOrder("Conversation must have at least one message");
        }
        int otherParts = 0;
        for (int i = 0; i < messages.size(); i++) {
            JsonValue value = messages.get(i);
            ChatContent content = value instanceof JsonObject message ? ChatContent.read(message.get("content")) : null;
            String role = content == null
                    ? ""
                    : Json.string(value.asJsonObject(), "role").orElse("");
            if (!ROLES.contains(role)) {
                throw unprocessable(
                        "union_tag_invalid",
                        "Input tag '" + role + "' found using 'role' does not match any of the expected tags: 'system',"
                                + " 'user', 'assistant', 'tool'",
                        value,
                        Json.text("body"),
                        Json.text("messages"),
                        Json.number(i));
            }
            turns.add(new Prompt.Turn(role, content.text()));
            otherParts += content.otherParts();
        }
        JsonObject last = messages.getJsonObject(messages.size() - 1);
        String role = last.getString("role");
        boolean prefix = role.equals("assistant") && Json.isTrue(last, "prefix");
        if (!role.equals("user") && !role.equals("tool") && !prefix) {
            throw wrongOrder(
                    "Expected last role User or Tool (or Assistant with prefix True) for serving but got " + role);
        }
        return otherParts;
    }

    private static Refusal wrongOrder(String message) {
        return new Refusal(error(400, message, "invalid_request_message_order", "3230"));
    }

    static Whole invalidModel(String id) {
        return error(400, "Invalid model: " + id, "invalid_model", "1500");
    }

    private static Whole tooLong(Prompt prompt, Model model) {
        return error(
                400,
                "Prompt contains " + prompt.inputTokens() + " tokens, too large for model with " + model.context()
                        + " maximum context length",
                "context_length_exceeded",
                "3051");
    }

    private Whole models() {
        var data = Json.array();
        Models.of(name())
                .forEach(model -> data.add(Json.object()
                        .add("id", model.id())
                        .add("object", "model")
                        .add("created", model.releasedEpochSecond())
                        .add("owned_by", "mistralai")
                        .add(
                                "capabilities",
                                Json.object()
                                        .add("completion_chat", model.isChat())
                                        .add("function_calling", model.isChat())
                                        .add("reasoning", model.reasoning())
                                        .add("completion_fim", model.id().startsWith("codestral"))
                                        .add("fine_tuning", false)
                                        .add("vision", model.isChat())
                                        .add("classification", false)
                                        .add("audio", false)
                                        .add("audio_transcription", false))
                        .add("name", model.id())
                        .add("description", model.name())
                        .add("max_context_length", model.context())
                        .add("aliases", JsonValue.EMPTY_JSON_ARRAY)
                        .addNull("deprecation")
                        .add("default_model_temperature", 0.3)
                        .add("type", "base")));
        return json(200, Json.object().add("object", "list").add("data", data).build());
    }
}
