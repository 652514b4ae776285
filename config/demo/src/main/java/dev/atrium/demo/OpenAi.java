package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** OpenAI: {@code /chat/completions} and {@code /models}; the rest is {@link OpenAiMedia}. */
final class OpenAi implements Vendor {

    private static final Set<String> CHAT_FIELDS = Set.of(
            "metadata",
            "top_logprobs",
            "temperature",
            "top_p",
            "user",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "messages",
            "model",
            "service_tier",
            "modalities",
            "verbosity",
            "reasoning_effort",
            "max_completion_tokens",
            "frequency_penalty",
            "presence_penalty",
            "web_search_options",
            "response_format",
            "audio",
            "store",
            "moderation",
            "stream",
            "stop",
            "logit_bias",
            "logprobs",
            "max_tokens",
            "n",
            "prediction",
            "seed",
            "stream_options",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "function_call",
            "functions");
    private static final Set<String> STREAM_OPTIONS = Set.of("include_usage", "include_obfuscation");
    private static final Set<String> ROLES = Set.of("system", "assistant", "user", "function", "tool", "developer");
    /** These take {@code max_completion_tokens} only. */
    private static final Pattern NEW_GENERATION = Pattern.compile("(o\\d|gpt-[5-9]).*");
    /** The specification of {@code stop}: not supported with the latest reasoning models. */
    private static final Pattern REFUSES_STOP = Pattern.compile("o[34].*");

    private static final int MAX_STOP = 4;
    private static final int MAX_CHOICES = 128;

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public String basePath() {
        return "/openai/v1";
    }

    @Override
    public Endpoint endpoint(HttpRequest request, String path) {
        authenticate(request);
        if (path.equals("/chat/completions") && request.method().equals("POST")) {
            return chat(body(request));
        }
        if (request.method().equals("POST")) {
            Optional<Endpoint> media = OpenAiMedia.endpoint(request, path);
            if (media.isPresent()) {
                return media.get();
            }
        }
        if (path.equals("/models") && request.method().equals("GET")) {
            return new Endpoint.Fixed(models());
        }
        if (path.startsWith("/models/") && request.method().equals("GET")) {
            return new Endpoint.Fixed(model(path.substring("/models/".length())));
        }
        throw refused(
                404, "Invalid URL (" + request.method() + " /v1" + path + ")", "invalid_request_error", null, null);
    }

    @Override
    public Optional<Whole> failure(Failure failure, Prompt prompt) {
        Whole answer =
                switch (failure.kind()) {
                    case CONTEXT -> contextExceeded(prompt, Models.get(name(), prompt.model()));
                    case POLICY ->
                        error(
                                400,
                                "Invalid prompt: your prompt was flagged as potentially violating our usage policy.",
                                "invalid_request_error",
                                null,
                                "invalid_prompt");
                    case QUOTA ->
                        error(
                                failure.status(),
                                "You exceeded your current quota, please check your plan and billing details.",
                                "insufficient_quota",
                                null,
                                "insufficient_quota");
                    case PLAIN, HTML -> plain(failure.status(), prompt);
                };
        if (failure.retryAfter().isPresent()) {
            answer = answer.with(Map.of(
                    "retry-after",
                    failure.retryAfterSeconds().orElseThrow(),
                    "retry-after-ms",
                    Long.toString(failure.retryAfter().get().toMillis())));
        }
        return Optional.of(answer);
    }

    private static Whole plain(int status, Prompt prompt) {
        return switch (status) {
            case 401 -> invalidKey("demo");
            case 403 ->
                error(403, "You are not allowed to use this resource.", "invalid_request_error", null, "forbidden");
            case 404 -> unknownModel(prompt.model());
            case 429 ->
                error(
                        429,
                        "Rate limit reached for " + prompt.model() + " on requests per min (RPM): Limit 3, Used 3.",
                        "requests",
                        null,
                        "rate_limit_exceeded");
            case 503 ->
                error(
                        503,
                        "The engine is currently overloaded, please try again later.",
                        "server_error",
                        null,
                        "server_overloaded");
            default ->
                status < 500
                        ? error(status, "The request is not valid.", "invalid_request_error", null, null)
                        : error(status, SERVER_ERROR, "server_error", null, null);
        };
    }

    static final String SERVER_ERROR =
            "The server had an error while processing your request. Sorry about that! (simulated)";

    /** The members of an error; {@code param} and {@code code} may be null, but are always there. */
    static JsonObject errorBody(String message, String type, String param, String code) {
        return Json.object()
                .add(
                        "error",
                        Json.object()
                                .add("message", message)
                                .add("type", type)
                                .add("param", param == null ? JsonValue.NULL : Json.text(param))
                                .add("code", code == null ? JsonValue.NULL : Json.text(code)))
                .build();
    }

    static Whole error(int status, String message, String type, String param, String code) {
        return Whole.of(status, "application/json", Json.pretty(errorBody(message, type, param, code)))
                .with(headers());
    }

    static Refusal refused(int status, String message, String type, String param, String code) {
        return new Refusal(error(status, message, type, param, code));
    }

    static Refusal invalid(String message, String param, String code) {
        return refused(400, message, "invalid_request_error", param, code);
    }

    static Map<String, String> headers() {
        return Map.of(
                "x-request-id",
                "req_" + Ids.hexadecimal(32),
                "openai-version",
                "2020-10-01",
                "openai-processing-ms",
                "42",
                "x-ratelimit-limit-requests",
                "10000",
                "x-ratelimit-remaining-requests",
                "9999",
                "x-ratelimit-reset-requests",
                "6ms",
                "x-ratelimit-limit-tokens",
                "2000000",
                "x-ratelimit-remaining-tokens",
                "1999000",
                "x-ratelimit-reset-tokens",
                "30ms");
    }

    private static void authenticate(HttpRequest request) {
        String header = request.header("authorization").orElse("");
        if (!header.startsWith("Bearer ")
                || header.substring("Bearer ".length()).isBlank()) {
            throw new Refusal(error(
                            401,
                            "You didn't provide an API key. You need to provide your API key in an Authorization header"
                                    + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
                            "invalid_request_error",
                            null,
                            null)
                    .with("www-authenticate", "Bearer realm=\"OpenAI API\""));
        }
        String key = header.substring("Bearer ".length()).strip();
        if (key.startsWith("bad")) {
            throw new Refusal(invalidKey(key));
        }
    }

    private static Whole invalidKey(String key) {
        String shown = key.length() <= 8 ? key : key.substring(0, 4) + "****" + key.substring(key.length() - 4);
        return error(
                        401,
                        "Incorrect API key provided: " + shown
                                + ". You can find your API key at https://platform.openai.com/account/api-keys.",
                        "invalid_request_error",
                        null,
                        "invalid_api_key")
                .with("www-authenticate", "Bearer realm=\"OpenAI API\"");
    }

    static JsonObject body(HttpRequest request) {
        return Json.parseObject(request.text())
                .orElseThrow(() -> invalid("We could not parse the JSON body of your request.", null, null));
    }

    private Endpoint chat(JsonObject body) {
        for (String field : body.keySet()) {
            if (!CHAT_FIELDS.contains(field)) {
                throw invalid("Unknown parameter: '" + field + "'.", field, "unknown_parameter");
            }
        }
        String id = Json.string(body, "model")
                .filter(model -> !model.isEmpty())
                .orElseThrow(() -> invalid("you must provide a model parameter", null, null));
        if (!Models.exists(id)) {
            throw new Refusal(unknownModel(id));
        }
        Model model = Models.get(name(), id);
        var checked = new ChatFields(body);
        boolean streamed = checked.bool("stream");
        checkSampling(checked, model);
        JsonObject streamOptions = streamOptions(body, streamed);
        OptionalInt maxTokens = maxTokens(checked, model);
        int choices = checked.integer("n", 1, MAX_CHOICES).orElse(1);
        List<String> stop = stop(body, model);
        if (!model.reasoning() && Json.present(body, "reasoning_effort").isPresent()) {
            throw invalid("Unrecognized request argument supplied: reasoning_effort", null, null);
        }
        var turns = new ArrayList<Prompt.Turn>();
        int otherParts = messages(body, turns);
        checkShapes(body);
        var prompt = new Prompt(id, turns, otherParts, maxTokens, stop, choices, streamed, ChatWishes.read(body));
        if (prompt.inputTokens() > model.context()) {
            throw new Refusal(contextExceeded(prompt, model));
        }
        boolean usage = Json.isTrue(streamOptions, "include_usage");
        boolean obfuscation = !JsonValue.FALSE.equals(streamOptions.get("include_obfuscation"));
        return new Endpoint.Chat(prompt, new OpenAiWording(model.snapshot(), choices, usage, obfuscation));
    }

    private static void checkShapes(JsonObject body) {
        Shape.firstOf(ChatShapes.OPENAI, body).ifPresent(violation -> {
            throw violation(violation);
        });
        ChatWishes.unanswered(body.getJsonArray("messages")).ifPresent(id -> {
            throw invalid(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id', and a message with role 'tool' must be a response to one: " + id,
                    "messages",
                    null);
        });
        if (body.get("response_format") instanceof JsonObject format
                && format.getString("type").equals("json_object")
                && !body.get("messages").toString().toLowerCase(Locale.ROOT).contains("json")) {
            throw invalid(
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                            + " 'json_object'.",
                    "messages",
                    null);
        }
        if (!body.containsKey("tools")
                && (body.containsKey("tool_choice") || body.containsKey("parallel_tool_calls"))) {
            String field = body.containsKey("tool_choice") ? "tool_choice" : "parallel_tool_calls";
            throw invalid("'" + field + "' is only allowed when 'tools' are specified.", field, null);
        }
    }

    private static Refusal violation(Shape.Violation violation) {
        String path = violation.path();
        return switch (violation.kind()) {
            case UNKNOWN -> invalid("Unknown parameter: '" + path + "'.", path, "unknown_parameter");
            case MISSING -> invalid("Missing required parameter: '" + path + "'.", path, "missing_required_parameter");
            case TYPE -> ChatFields.wrongType(path, violation.expected());
            case VALUE ->
                invalid(
                        "Invalid value for '" + path + "': expected " + violation.expected() + ".",
                        path,
                        "invalid_value");
        };
    }

    private static void checkSampling(ChatFields fields, Model model) {
        Optional<JsonNumber> temperature = fields.decimal("temperature", 0, 2);
        Optional<JsonNumber> topP = fields.decimal("top_p", 0, 1);
        Optional<JsonNumber> frequency = fields.decimal("frequency_penalty", -2, 2);
        Optional<JsonNumber> presence = fields.decimal("presence_penalty", -2, 2);
        if (model.sampling()) {
            return;
        }
        if (temperature.isPresent() && temperature.get().doubleValue() != 1) {
            throw invalid(
                    "Unsupported value: 'temperature' does not support " + temperature.get()
                            + " with this model. Only the default (1) value is supported.",
                    "temperature",
                    "unsupported_value");
        }
        refuseUnlessDefault("top_p", topP, 1);
        refuseUnlessDefault("frequency_penalty", frequency, 0);
        refuseUnlessDefault("presence_penalty", presence, 0);
    }

    private static void refuseUnlessDefault(String field, Optional<JsonNumber> value, double usual) {
        if (value.isPresent() && value.get().doubleValue() != usual) {
            throw unsupported(field, "");
        }
    }

    static Refusal unsupported(String field, String advice) {
        return invalid(
                "Unsupported parameter: '" + field + "' is not supported with this model." + advice,
                field,
                "unsupported_parameter");
    }

    private static JsonObject streamOptions(JsonObject body, boolean streamed) {
        Optional<JsonValue> value = Json.present(body, "stream_options");
        if (value.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (!streamed) {
            throw invalid(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
        if (!(value.get() instanceof JsonObject options)) {
            throw ChatFields.wrongType("stream_options", "an object");
        }
        for (String option : options.keySet()) {
            if (!STREAM_OPTIONS.contains(option)) {
                String param = "stream_options." + option;
                throw invalid("Unknown parameter: '" + param + "'.", param, "unknown_parameter");
            }
        }
        return options;
    }

    private static OptionalInt maxTokens(ChatFields fields, Model model) {
        OptionalInt old = fields.integer("max_tokens", 1, Integer.MAX_VALUE);
        OptionalInt current = fields.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        if (old.isPresent() && NEW_GENERATION.matcher(model.id()).matches()) {
            throw unsupported("max_tokens", " Use 'max_completion_tokens' instead.");
        }
        if (old.isPresent() && current.isPresent()) {
            throw invalid(
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                    "max_tokens",
                    "invalid_parameter_combination");
        }
        String field = current.isPresent() ? "max_completion_tokens" : "max_tokens";
        OptionalInt wanted = current.isPresent() ? current : old;
        if (wanted.isPresent() && wanted.getAsInt() > model.output()) {
            throw invalid(
                    field + " is too large: " + wanted.getAsInt() + ". This model supports at most " + model.output()
                            + " completion tokens, whereas you provided " + wanted.getAsInt() + ".",
                    field,
                    "invalid_value");
        }
        return wanted;
    }

    private static List<String> stop(JsonObject body, Model model) {
        JsonValue value = body.get("stop");
        if (value == null || value == JsonValue.NULL) {
            return List.of();
        }
        if (REFUSES_STOP.matcher(model.id()).matches()) {
            throw unsupported("stop", "");
        }
        List<String> many =
                Json.strings(value).orElseThrow(() -> ChatFields.wrongType("stop", "a string or an array of strings"));
        if (many.size() > MAX_STOP) {
            throw invalid(
                    "Invalid 'stop': array too long. Expected an array with maximum length " + MAX_STOP
                            + ", but got an array with length " + many.size() + " instead.",
                    "stop",
                    "array_above_max_length");
        }
        return many;
    }

    /** Reads the messages; returns how many parts were no text. */
    private static int messages(JsonObject body, List<Prompt.Turn> turns) {
        if (!body.containsKey("messages")) {
            throw invalid("Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        }
        if (!(body.get("messages") instanceof JsonArray messages)) {
            throw ChatFields.wrongType("messages", "an array of objects");
        }
        if (messages.isEmpty()) {
            throw invalid(
                    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.",
                    "messages",
                    "empty_array");
        }
        int otherParts = 0;
        for (int i = 0; i < messages.size(); i++) {
            String where = "messages[" + i + "]";
            if (!(messages.get(i) instanceof JsonObject message)) {
                throw ChatFields.wrongType(where, "an object");
            }
            String role = Json.string(message, "role")
                    .orElseThrow(() -> invalid(
                            "Missing required parameter: '" + where + ".role'.",
                            where + ".role",
                            "missing_required_parameter"));
            if (!ROLES.contains(role)) {
                throw invalid(
                        "Invalid value: '" + role
                                + "'. Supported values are: 'system', 'assistant', 'user', 'function',"
                                + " 'tool', and 'developer'.",
                        where + ".role",
                        "invalid_value");
            }
            ChatContent content = ChatContent.read(message.get("content"));
            if (content == null || (content.absent() && !role.equals("assistant"))) {
                throw invalid(
                        "Invalid value for 'content': expected a string, got "
                                + (message.containsKey("content") ? "another type" : "null") + ".",
                        "messages.[" + i + "].content",
                        null);
            }
            turns.add(new Prompt.Turn(role, content.text()));
            otherParts += content.otherParts();
        }
        return otherParts;
    }

    static Whole unknownModel(String id) {
        return error(
                404,
                "The model `" + id + "` does not exist or you do not have access to it.",
                "invalid_request_error",
                null,
                "model_not_found");
    }

    private static Whole contextExceeded(Prompt prompt, Model model) {
        return error(
                400,
                "This model's maximum context length is " + model.context()
                        + " tokens. However, your messages resulted in " + prompt.inputTokens()
                        + " tokens. Please reduce the length of the messages.",
                "invalid_request_error",
                "messages",
                "context_length_exceeded");
    }

    private Whole models() {
        var data = Json.array();
        Models.of(name()).forEach(model -> data.add(row(model)));
        return Whole.of(
                        200,
                        "application/json",
                        Json.pretty(Json.object()
                                .add("object", "list")
                                .add("data", data)
                                .build()))
                .with(headers());
    }

    private Whole model(String id) {
        if (!Models.exists(id)) {
            throw new Refusal(unknownModel(id));
        }
        return Whole.of(200, "application/json", Json.pretty(row(Models.get(name(), id))))
                .with(headers());
    }

    private static JsonObject row(Model model) {
        return Json.object()
                .add("id", model.id())
                .add("object", "model")
                .add("created", model.releasedEpochSecond())
                .add("owned_by", "system")
                .add("shutdown_date", JsonValue.NULL)
                .build();
    }

    /** The fields of a chat request, checked as OpenAI does. */
    record ChatFields(JsonObject body) {

        static Refusal wrongType(String field, String expected) {
            return invalid(
                    "Invalid type for '" + field + "': expected " + expected + ", but got another type instead.",
                    field,
                    "invalid_type");
        }

        boolean bool(String field) {
            Optional<JsonValue> value = Json.present(body, field);
            if (value.isPresent() && value.get() != JsonValue.TRUE && value.get() != JsonValue.FALSE) {
                throw wrongType(field, "a boolean");
            }
            return value.isPresent() && value.get() == JsonValue.TRUE;
        }

        Optional<JsonNumber> decimal(String field, double least, double most) {
            Optional<JsonValue> value = Json.present(body, field);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (!(value.get() instanceof JsonNumber number)) {
                throw wrongType(field, "a decimal");
            }
            refuseOutside(field, "decimal", number, least, most);
            return Optional.of(number);
        }

        OptionalInt integer(String field, int least, int most) {
            Optional<JsonValue> value = Json.present(body, field);
            if (value.isEmpty()) {
                return OptionalInt.empty();
            }
            if (!(value.get() instanceof JsonNumber number) || !number.isIntegral()) {
                throw wrongType(field, "an integer");
            }
            refuseOutside(field, "integer", number, least, most);
            return OptionalInt.of(number.intValue());
        }

        private static void refuseOutside(String field, String type, JsonNumber number, double least, double most) {
            if (number.doubleValue() < least) {
                throw invalid(
                        "Invalid '" + field + "': " + type + " below minimum value. Expected a value >= "
                                + number(least) + ", but got " + number + " instead.",
                        field,
                        type + "_below_min_value");
            }
            if (number.doubleValue() > most) {
                throw invalid(
                        "Invalid '" + field + "': " + type + " above maximum value. Expected a value <= " + number(most)
                                + ", but got " + number + " instead.",
                        field,
                        type + "_above_max_value");
            }
        }

        private static String number(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }
}
