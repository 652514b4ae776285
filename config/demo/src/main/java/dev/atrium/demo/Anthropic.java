package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Anthropic: {@code /messages}, {@code /messages/count_tokens} and {@code /models}. */
final class Anthropic implements Vendor {

    private static final Set<String> COUNT_FIELDS = Set.of(
            "cache_control",
            "messages",
            "model",
            "output_config",
            "system",
            "thinking",
            "tool_choice",
            "tools",
            "diagnostics",
            "speed");
    private static final Set<String> MESSAGE_FIELDS = union(
            COUNT_FIELDS,
            Set.of(
                    "container",
                    "inference_geo",
                    "max_tokens",
                    "metadata",
                    "service_tier",
                    "stop_sequences",
                    "stream",
                    "temperature",
                    "top_k",
                    "top_p"));
    private static final List<String> SAMPLING = List.of("temperature", "top_p", "top_k");
    private static final Set<String> VERSIONS = Set.of("2023-01-01", "2023-06-01", "2026-10-21");
    /** This version has no sampling parameters any more. */
    private static final String VERSION_WITHOUT_SAMPLING = "2026-10-21";

    private static final Pattern SYSTEM_IN_MESSAGES = Pattern.compile("claude-\\w+-[5-9].*");
    private static final Pattern ONE_OF_TEMPERATURE_AND_TOP_P = Pattern.compile("claude-\\w+-4-[1-6].*");
    private static final Pattern NO_PREFILL = Pattern.compile("claude-(\\w+-4-[6-9]|\\w+-[5-9]).*");
    private static final Pattern ADAPTIVE = Pattern.compile("claude-(\\w+-4-[6-9]|\\w+-[5-9]).*|demo");
    private static final Pattern ADAPTIVE_ONLY = Pattern.compile("claude-(\\w+-4-[7-9]|\\w+-[5-9]).*");
    private static final int PAGE = 20;
    private static final int MAX_PAGE = 1000;

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public String basePath() {
        return "/anthropic/v1";
    }

    @Override
    public Endpoint endpoint(HttpRequest request, String path) {
        String version = authenticate(request);
        if (path.equals("/messages") && request.method().equals("POST")) {
            return messages(body(request), version);
        }
        if (path.equals("/messages/count_tokens") && request.method().equals("POST")) {
            return new Endpoint.Fixed(countTokens(body(request)));
        }
        if (path.equals("/models") && request.method().equals("GET")) {
            return new Endpoint.Fixed(models(request));
        }
        if (path.startsWith("/models/") && request.method().equals("GET")) {
            return new Endpoint.Fixed(model(path.substring("/models/".length())));
        }
        throw new Refusal(error(404, "not_found_error", "Not found"));
    }

    @Override
    public Optional<Whole> failure(Failure failure, Prompt prompt) {
        Whole answer =
                switch (failure.kind()) {
                    case CONTEXT -> tooLong(prompt, Models.get(name(), prompt.model()));
                    case POLICY -> error(400, "invalid_request_error", "Output blocked by content filtering policy");
                    case QUOTA ->
                        error(
                                400,
                                "invalid_request_error",
                                "Your credit balance is too low to access the Anthropic API. Please go to Plans &"
                                        + " Billing to upgrade or purchase credits.");
                    case PLAIN, HTML -> plain(failure.status(), prompt);
                };
        return Optional.of(failure.retryAfterSeconds()
                .map(seconds -> answer.with("retry-after", seconds))
                .orElse(answer));
    }

    private static Whole plain(int status, Prompt prompt) {
        return switch (status) {
            case 401 -> error(401, "authentication_error", "invalid x-api-key");
            case 402 -> error(402, "billing_error", "There is an issue with your billing.");
            case 403 -> error(403, "permission_error", "Your API key does not have permission to use this resource.");
            case 404 -> error(404, "not_found_error", "model: " + prompt.model());
            case 409 -> error(409, "conflict_error", "The request conflicts with another one.");
            case 413 -> error(413, "request_too_large", "Request exceeds the maximum size");
            case 429 ->
                error(
                        429,
                        "rate_limit_error",
                        "This request would exceed your organization's rate limit of 50 requests per minute.");
            case 504 -> error(504, "timeout_error", "The request timed out.");
            case 529 -> error(529, "overloaded_error", "Overloaded");
            default ->
                status < 500
                        ? error(status, "invalid_request_error", "The request is not valid.")
                        : error(status, "api_error", "Internal server error");
        };
    }

    static JsonObject errorBody(String type, String message, String requestId) {
        return Json.object()
                .add("type", "error")
                .add("error", Json.object().add("type", type).add("message", message))
                .add("request_id", requestId)
                .build();
    }

    private static Whole error(int status, String type, String message) {
        boolean again = status == 408 || status == 409 || status == 429 || status >= 500;
        String requestId = requestId();
        return Whole.json(status, errorBody(type, message, requestId))
                .with(Map.of("request-id", requestId, "x-should-retry", Boolean.toString(again)));
    }

    private static Refusal invalid(String message) {
        return new Refusal(error(400, "invalid_request_error", message));
    }

    static String requestId() {
        return Ids.next("req_011C", 20);
    }

    static Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        String reset = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        for (String what : List.of("requests", "tokens", "input-tokens", "output-tokens")) {
            headers.put("anthropic-ratelimit-" + what + "-limit", what.equals("requests") ? "10000" : "2000000");
            headers.put("anthropic-ratelimit-" + what + "-remaining", what.equals("requests") ? "9999" : "1999000");
            headers.put("anthropic-ratelimit-" + what + "-reset", reset);
        }
        headers.put("request-id", requestId());
        return headers;
    }

    /** Returns the version of the API that is asked for. */
    private static String authenticate(HttpRequest request) {
        String key = request.header("x-api-key").orElse("");
        if (key.isBlank()) {
            throw new Refusal(error(401, "authentication_error", "x-api-key header is required"));
        }
        if (key.startsWith("bad")) {
            throw new Refusal(error(401, "authentication_error", "invalid x-api-key"));
        }
        String version =
                request.header("anthropic-version").orElseThrow(() -> invalid("anthropic-version: header is required"));
        if (!VERSIONS.contains(version)) {
            throw invalid("anthropic-version: \"" + version + "\" is not a valid version");
        }
        return version;
    }

    private static JsonObject body(HttpRequest request) {
        return Json.parseObject(request.text())
                .orElseThrow(() -> invalid("The request body is not valid JSON: expected an object"));
    }

    private Endpoint messages(JsonObject body, String version) {
        refuseUnknown(body, MESSAGE_FIELDS);
        Model model = requiredModel(body);
        OptionalInt maxTokens = integer(body, "max_tokens", 0);
        if (maxTokens.isEmpty()) {
            throw invalid("max_tokens: Field required");
        }
        if (maxTokens.getAsInt() > model.output()) {
            throw invalid("max_tokens: " + maxTokens.getAsInt() + " > " + model.output()
                    + ", which is the maximum allowed number of output tokens for " + model.snapshot());
        }
        checkSampling(body, model, version);
        Prompt prompt = prompt(body, model, maxTokens);
        checkShapes(body);
        if (body.get("thinking") instanceof JsonObject thinking) {
            checkThinking(thinking, maxTokens.getAsInt());
            checkThoughtful(body, thinking, model);
        }
        checkEffort(body, model);
        prompt = prompt.wishing(wishes(body));
        if (prompt.inputTokens() > model.context()) {
            throw new Refusal(tooLong(prompt, model));
        }
        return new Endpoint.Chat(prompt, new AnthropicWording(model.snapshot()));
    }

    private Whole countTokens(JsonObject body) {
        refuseUnknown(body, COUNT_FIELDS);
        Prompt prompt = prompt(body, requiredModel(body), OptionalInt.empty());
        return Whole.json(
                        200,
                        Json.object().add("input_tokens", prompt.inputTokens()).build())
                .with(headers());
    }

    private static void refuseUnknown(JsonObject body, Set<String> known) {
        for (String field : body.keySet()) {
            if (!known.contains(field)) {
                throw invalid(field + ": Extra inputs are not permitted");
            }
        }
    }

    private Model requiredModel(JsonObject body) {
        if (!body.containsKey("model")) {
            throw invalid("model: Field required");
        }
        String id = Json.string(body, "model").orElseThrow(() -> invalid("model: Input should be a valid string"));
        if (!Models.exists(id)) {
            throw new Refusal(error(404, "not_found_error", "model: " + id));
        }
        return Models.get(name(), id);
    }

    private static void checkSampling(JsonObject body, Model model, String version) {
        for (String field : SAMPLING) {
            if (body.containsKey(field)) {
                if (version.equals(VERSION_WITHOUT_SAMPLING)) {
                    throw invalid(field + ": Extra inputs are not permitted");
                }
                if (!(body.get(field) instanceof JsonNumber number)) {
                    throw invalid(field + ": Input should be a valid number");
                }
                if (number.doubleValue() < 0) {
                    throw invalid(field + ": Input should be greater than or equal to 0");
                }
                if (!field.equals("top_k") && number.doubleValue() > 1) {
                    throw invalid(field + ": Input should be less than or equal to 1");
                }
                if (!model.sampling()) {
                    throw invalid("`" + field + "` is deprecated for this model.");
                }
            }
        }
        if (body.containsKey("temperature")
                && body.containsKey("top_p")
                && ONE_OF_TEMPERATURE_AND_TOP_P.matcher(model.id()).matches()) {
            throw invalid("`temperature` and `top_p` cannot both be specified for this model. Please use only one.");
        }
    }

    private static void checkShapes(JsonObject body) {
        Shape.firstOf(AnthropicShapes.MEMBERS, body).ifPresent(violation -> {
            String where = violation.dotted() + ": ";
            throw invalid(where
                    + switch (violation.kind()) {
                        case UNKNOWN -> "Extra inputs are not permitted";
                        case MISSING -> "Field required";
                        case TYPE, VALUE -> "Input should be " + violation.expected();
                    });
        });
        checkResults(body.getJsonArray("messages"));
        if (body.containsKey("tool_choice") && !body.containsKey("tools")) {
            throw invalid("tool_choice: tool_choice may only be specified while providing tools.");
        }
    }

    /** The results of all calls stand in the very next message, before anything else. */
    private static void checkResults(JsonArray messages) {
        Set<String> called = Set.of();
        for (int i = 0; i < messages.size(); i++) {
            var answered = new HashSet<String>();
            var calls = new HashSet<String>();
            boolean other = false;
            JsonValue content = messages.getJsonObject(i).get("content");
            for (JsonObject block : content instanceof JsonArray blocks
                    ? blocks.getValuesAs(JsonObject.class)
                    : List.<JsonObject>of()) {
                switch (block.getString("type")) {
                    case "tool_result" -> {
                        if (other) {
                            throw invalid(
                                    "messages." + i + ": `tool_result` blocks must come before any other content");
                        }
                        answered.add(block.getString("tool_use_id"));
                    }
                    case "tool_use" -> calls.add(block.getString("id"));
                    default -> other = true;
                }
            }
            if (!answered.equals(called)) {
                throw invalid("messages." + i + ": `tool_use` ids were found without `tool_result` blocks immediately"
                        + " after, or the reverse: " + called + ", " + answered);
            }
            called = calls;
        }
        if (!called.isEmpty()) {
            throw invalid("messages: `tool_use` ids were found without `tool_result` blocks immediately after");
        }
    }

    private static void checkThoughtful(JsonObject body, JsonObject thinking, Model model) {
        String type = thinking.getString("type");
        if (type.equals("enabled") && ADAPTIVE_ONLY.matcher(model.id()).matches()) {
            throw invalid(
                    "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                            + " \"output_config.effort\" to control thinking behavior.");
        }
        if (type.equals("adaptive") && !ADAPTIVE.matcher(model.id()).matches()) {
            throw invalid("adaptive thinking is not supported on this model");
        }
        if (type.equals("disabled")) {
            return;
        }
        if (body.containsKey("temperature") || body.containsKey("top_k")) {
            throw invalid("`temperature` may only be set to 1 when thinking is enabled.");
        }
        String choice = body.get("tool_choice") instanceof JsonObject object ? object.getString("type") : "auto";
        if (choice.equals("any") || choice.equals("tool")) {
            throw invalid("Thinking may not be enabled when tool_choice forces tool use.");
        }
        JsonArray messages = body.getJsonArray("messages");
        if (messages.toString().contains("\"tool_result\"")
                && !messages.toString().contains("\"signature\"")) {
            throw invalid(
                    "messages: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is"
                            + " enabled, a final `assistant` message must start with a thinking block.");
        }
    }

    private static void checkEffort(JsonObject body, Model model) {
        if (body.get("output_config") instanceof JsonObject config && config.containsKey("effort")) {
            String effort = config.getString("effort");
            boolean known = ADAPTIVE.matcher(model.id()).matches() || model.id().startsWith("claude-opus-4-5");
            boolean fits = effort.equals("xhigh")
                    ? ADAPTIVE_ONLY.matcher(model.id()).matches()
                    : !effort.equals("max") || ADAPTIVE.matcher(model.id()).matches();
            if (!known || !fits) {
                throw invalid("This model does not support effort level '" + effort + "'.");
            }
        }
    }

    private static Wishes wishes(JsonObject body) {
        var tools = new ArrayList<Wishes.Tool>();
        if (body.get("tools") instanceof JsonArray list) {
            list.getValuesAs(JsonObject.class)
                    .forEach(tool ->
                            tools.add(new Wishes.Tool(tool.getString("name"), tool.getJsonObject("input_schema"))));
        }
        Optional<JsonObject> schema = body.get("output_config") instanceof JsonObject config
                        && config.get("format") instanceof JsonObject format
                ? Optional.of(format.getJsonObject("schema"))
                : Optional.empty();
        var wishes = new Wishes(tools, false, schema.isPresent(), schema);
        JsonObject choice = body.get("tool_choice") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return switch (choice.getString("type", "auto")) {
            case "any" -> wishes.mustCall();
            case "tool" -> wishes.only(choice.getString("name"));
            case "none" -> wishes.withoutTools();
            default -> wishes;
        };
    }

    private static void checkThinking(JsonObject thinking, int maxTokens) {
        if (Json.string(thinking, "type").orElse("").equals("enabled")) {
            int budget = integer(thinking, "budget_tokens", 1024)
                    .orElseThrow(() -> invalid("thinking.enabled.budget_tokens: Field required"));
            if (budget >= maxTokens) {
                throw invalid("`max_tokens` must be greater than `thinking.budget_tokens`.");
            }
        }
    }

    private static OptionalInt integer(JsonObject object, String field, int least) {
        JsonValue value = object.get(field);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
            throw invalid(field + ": Input should be a valid integer");
        }
        if (number.longValue() < least) {
            throw invalid(field + ": Input should be greater than or equal to " + least);
        }
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, number.longValue()));
    }

    private static Prompt prompt(JsonObject body, Model model, OptionalInt maxTokens) {
        var turns = new ArrayList<Prompt.Turn>();
        int otherParts = 0;
        if (body.containsKey("system")) {
            turns.add(
                    new Prompt.Turn("system", content(body, "system", "system").text()));
        }
        if (!body.containsKey("messages")) {
            throw invalid("messages: Field required");
        }
        if (!(body.get("messages") instanceof JsonArray messages)) {
            throw invalid("messages: Input should be a valid list");
        }
        if (messages.isEmpty()) {
            throw invalid("messages: at least one message is required");
        }
        for (int i = 0; i < messages.size(); i++) {
            String where = "messages." + i;
            if (!(messages.get(i) instanceof JsonObject message)) {
                throw invalid(where + ": Input should be a valid dictionary");
            }
            String role = role(message, where, model);
            ChatContent content = content(message, "content", where + ".content");
            boolean last = i == messages.size() - 1;
            if (content.text().isEmpty() && content.otherParts() == 0 && !(last && role.equals("assistant"))) {
                throw invalid(
                        "messages." + i + ": all messages must have non-empty content except for the optional final"
                                + " assistant message");
            }
            Optional<String> results = results(message);
            turns.add(new Prompt.Turn(results.isPresent() ? Prompt.TOOL : role, results.orElse("") + content.text()));
            otherParts += content.otherParts();
        }
        checkOrder(messages, turns, model);
        return new Prompt(
                model.id(), turns, otherParts, maxTokens, stopSequences(body), 1, Json.isTrue(body, "stream"));
    }

    /** What tools have found, where the message hands that in. */
    private static Optional<String> results(JsonObject message) {
        if (!(message.get("content") instanceof JsonArray blocks)) {
            return Optional.empty();
        }
        List<String> results = blocks.getValuesAs(JsonObject.class).stream()
                .filter(block -> block.getString("type").equals("tool_result"))
                .map(block -> block.get("content") instanceof JsonString text ? text.getString() : "")
                .toList();
        return results.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", results));
    }

    private static void checkOrder(JsonArray messages, List<Prompt.Turn> turns, Model model) {
        if (!messages.getJsonObject(0).getString("role").equals("user")) {
            throw invalid("messages: first message must use the \"user\" role");
        }
        Prompt.Turn last = turns.get(turns.size() - 1);
        if (last.role().equals("assistant")) {
            if (NO_PREFILL.matcher(model.id()).matches()) {
                throw invalid("This model does not support assistant message prefill. The conversation must end with a"
                        + " user message.");
            }
            if (!last.text().equals(last.text().stripTrailing())) {
                throw invalid("messages: final assistant content cannot end with trailing whitespace");
            }
        }
    }

    private static String role(JsonObject message, String where, Model model) {
        String role = Json.string(message, "role").orElseThrow(() -> invalid(where + ".role: Field required"));
        if (role.equals("system") && !SYSTEM_IN_MESSAGES.matcher(model.id()).matches()) {
            throw invalid(
                    "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter,"
                            + " not \"system\" as an input message role.");
        }
        if (!Set.of("user", "assistant", "system").contains(role)) {
            throw invalid(where + ".role: Input should be 'user' or 'assistant'");
        }
        return role;
    }

    private static ChatContent content(JsonObject object, String field, String where) {
        if (!object.containsKey(field)) {
            throw invalid(where + ": Field required");
        }
        ChatContent content = ChatContent.read(object.get(field));
        if (content == null || content.absent()) {
            throw invalid(where + ": Input should be a valid string or a valid list");
        }
        if (object.get(field) instanceof JsonArray blocks) {
            for (JsonObject block : blocks.getValuesAs(JsonObject.class)) {
                if (Json.string(block, "type").isEmpty()) {
                    throw invalid(where + ".0.type: Field required");
                }
                if (Json.string(block, "text").filter(String::isEmpty).isPresent()) {
                    throw invalid("messages: text content blocks must be non-empty");
                }
                if (Json.string(block, "text").filter(String::isBlank).isPresent()) {
                    throw invalid("messages: text content blocks must contain non-whitespace text");
                }
            }
        }
        return content;
    }

    private static List<String> stopSequences(JsonObject body) {
        if (!body.containsKey("stop_sequences")) {
            return List.of();
        }
        List<String> stop = Json.strings(body.get("stop_sequences"))
                .orElseThrow(() -> invalid("stop_sequences: Input should be a valid list of strings"));
        if (stop.stream().anyMatch(String::isBlank)) {
            throw invalid("stop_sequences: each stop sequence must contain non-whitespace");
        }
        return stop;
    }

    private static Whole tooLong(Prompt prompt, Model model) {
        return error(
                400,
                "invalid_request_error",
                "prompt is too long: " + prompt.inputTokens() + " tokens > " + model.context() + " maximum");
    }

    private Whole models(HttpRequest request) {
        int limit = request.parameter("limit").map(Anthropic::limit).orElse(PAGE);
        List<Model> all = Models.of(name());
        int from = request.parameter("after_id").map(id -> indexOf(all, id) + 1).orElse(0);
        List<Model> page = all.subList(from, Math.min(all.size(), from + limit));
        var data = Json.array();
        page.forEach(model -> data.add(row(model)));
        var body = Json.object().add("data", data).add("has_more", from + page.size() < all.size());
        if (page.isEmpty()) {
            body.addNull("first_id").addNull("last_id");
        } else {
            body.add("first_id", page.get(0).snapshot())
                    .add("last_id", page.get(page.size() - 1).snapshot());
        }
        return Whole.json(200, body.build()).with("request-id", requestId());
    }

    private static int limit(String value) {
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MAX_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw invalid("limit: Input should be a valid integer");
        }
        throw invalid("limit: Input should be between 1 and " + MAX_PAGE);
    }

    private static int indexOf(List<Model> models, String id) {
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).snapshot().equals(id)) {
                return i;
            }
        }
        throw invalid("after_id: Invalid cursor");
    }

    private Whole model(String id) {
        if (!Models.exists(id)) {
            throw new Refusal(error(404, "not_found_error", "model: " + id));
        }
        return Whole.json(200, row(Models.get(name(), id))).with("request-id", requestId());
    }

    private static JsonObject row(Model model) {
        return Json.object()
                .add("type", "model")
                .add("id", model.snapshot())
                .add("display_name", model.name())
                .add(
                        "created_at",
                        model.released()
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .toString())
                .add("max_input_tokens", model.context())
                .add("max_tokens", model.output())
                .addNull("capabilities")
                .build();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return Set.copyOf(all);
    }
}
