package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google Gemini: {@code models/…:generateContent}, {@code :streamGenerateContent} as events and as one JSON array,
 * {@code :countTokens} and {@code models}.
 */
final class Google implements Vendor {

    private static final Set<String> FIELDS = Set.of(
            "tools",
            "cachedContent",
            "store",
            "systemInstruction",
            "contents",
            "toolConfig",
            "model",
            "safetySettings",
            "generationConfig",
            "serviceTier");
    private static final Set<String> COUNT_FIELDS = Set.of("contents", "generateContentRequest");
    private static final Set<String> CONFIG_FIELDS = Set.of(
            "enableAffectiveDialog",
            "speechConfig",
            "frequencyPenalty",
            "topK",
            "topP",
            "translationConfig",
            "temperature",
            "mediaResolution",
            "imageConfig",
            "maxOutputTokens",
            "candidateCount",
            "enableEnhancedCivicAnswers",
            "responseLogprobs",
            "responseModalities",
            "stopSequences",
            "responseJsonSchema",
            "seed",
            "responseSchema",
            "logprobs",
            "responseFormat",
            "presencePenalty",
            "thinkingConfig",
            "audioTranscriptionConfig",
            "responseMimeType");
    private static final Set<String> CONTENT_FIELDS = Set.of("role", "parts");
    private static final Set<String> PART_FIELDS = Set.of(
            "functionResponse",
            "mediaProcessing",
            "thoughtSignature",
            "partMetadata",
            "codeExecutionResult",
            "mediaResolution",
            "toolCall",
            "videoMetadata",
            "thought",
            "text",
            "fileData",
            "inlineData",
            "functionCall",
            "executableCode",
            "toolResponse");
    private static final Pattern METHOD = Pattern.compile("/models/([^/:]+):(\\w+)");
    private static final Set<String> METHODS =
            Set.of("generateContent", "streamGenerateContent", "countTokens", "predict", "batchEmbedContents");
    /** Gemini 3 and later sign the calls of tools. */
    private static final Pattern SIGNS = Pattern.compile("gemini-(?:[3-9]|[1-9][0-9]).*");

    private static final int MAX_STOP = 5;
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 1000;

    @Override
    public String name() {
        return "google";
    }

    @Override
    public String basePath() {
        return "/google/v1beta";
    }

    @Override
    public Endpoint endpoint(HttpRequest request, String path) {
        Matcher method = METHOD.matcher(path);
        boolean calls = method.matches() && request.method().equals("POST");
        boolean streamed = calls && method.group(2).equals("streamGenerateContent");
        GoogleForm form = !streamed
                ? GoogleForm.WHOLE
                : request.parameter("alt").filter("sse"::equals).isPresent() ? GoogleForm.EVENTS : GoogleForm.ARRAY;
        try {
            authenticate(request);
            if (path.equals("/models") && request.method().equals("GET")) {
                return new Endpoint.Fixed(models(request));
            }
            if (path.startsWith("/models/")
                    && !path.contains(":")
                    && request.method().equals("GET")) {
                return new Endpoint.Fixed(model(path.substring("/models/".length())));
            }
            if (calls) {
                return call(request, method.group(1), method.group(2), form);
            }
        } catch (Refusal refusal) {
            throw new Refusal(form.error(refusal.answer()));
        }
        throw new Refusal(error(404, "NOT_FOUND", "The requested URL was not found on this server.", null));
    }

    @Override
    public Optional<Whole> failure(Failure failure, Prompt prompt) {
        // A blocked prompt is reported in a regular answer.
        if (failure.kind() == Failure.Kind.POLICY) {
            return Optional.empty();
        }
        Whole answer =
                switch (failure.kind()) {
                    case CONTEXT -> tooLong(prompt, Models.get(name(), prompt.model()));
                    case QUOTA -> quota(prompt.model(), "PerDay", Optional.empty());
                    default -> plain(failure, prompt);
                };
        return Optional.of(answer);
    }

    private static Whole plain(Failure failure, Prompt prompt) {
        int status = failure.status();
        return switch (status) {
            case 401 -> error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", null);
            case 403 -> error(403, "PERMISSION_DENIED", "The caller does not have permission", null);
            case 404 -> unknownModel(prompt.model(), "generateContent");
            case 429 -> quota(prompt.model(), "PerMinute", failure.retryAfter());
            case 503 ->
                error(
                        503,
                        "UNAVAILABLE",
                        "The model is overloaded. Please try again later.",
                        retryInfo(failure.retryAfter()));
            case 504 ->
                error(
                        504,
                        "DEADLINE_EXCEEDED",
                        "The service was unable to finish processing within the deadline.",
                        null);
            default ->
                status < 500
                        ? error(status, "INVALID_ARGUMENT", "Request contains an invalid argument.", null)
                        : error(status, "INTERNAL", "An internal error has occurred.", null);
        };
    }

    static JsonObject errorBody(int code, String status, String message, JsonArray details) {
        JsonObjectBuilder error =
                Json.object().add("code", code).add("message", message).add("status", status);
        if (details != null) {
            error.add("details", details);
        }
        return Json.object().add("error", error).build();
    }

    private static Whole error(int code, String status, String message, JsonArray details) {
        return Whole.of(code, "application/json; charset=UTF-8", Json.pretty(errorBody(code, status, message, details)))
                .with(headers());
    }

    static Refusal invalid(String message) {
        return new Refusal(error(400, "INVALID_ARGUMENT", message, null));
    }

    private static Whole quota(String model, String period, Optional<Duration> retryAfter) {
        var violation = Json.object()
                .add("quotaMetric", "generativelanguage.googleapis.com/generate_requests_per_model")
                .add("quotaId", "GenerateRequests" + period + "PerProjectPerModel")
                .add("quotaDimensions", Json.object().add("model", model).add("location", "global"));
        var details = Json.array()
                .add(Json.object()
                        .add("@type", "type.googleapis.com/google.rpc.QuotaFailure")
                        .add("violations", Json.array().add(violation)));
        if (retryAfter.isPresent()) {
            details.addAll(Json.array(retryInfo(retryAfter)));
        }
        return error(
                429,
                "RESOURCE_EXHAUSTED",
                "You exceeded your current quota, please check your plan and billing details.",
                details.build());
    }

    private static JsonArray retryInfo(Optional<Duration> retryAfter) {
        return retryAfter
                .map(wait -> Json.array()
                        .add(Json.object()
                                .add("@type", "type.googleapis.com/google.rpc.RetryInfo")
                                .add("retryDelay", seconds(wait)))
                        .build())
                .orElse(null);
    }

    /** As in {@code 48s} or {@code 34.4s}. */
    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() / 1000.0 + "s";
    }

    static Map<String, String> headers() {
        return Map.of(
                "vary",
                "Origin; Referer; X-Origin",
                "server",
                "scaffolding on HTTPServer2",
                "x-content-type-options",
                "nosniff",
                "server-timing",
                "gfet4t7; dur=51");
    }

    private static void authenticate(HttpRequest request) {
        String key = request.header("x-goog-api-key")
                .or(() -> request.parameter("key"))
                .orElse("");
        if (key.isBlank()) {
            throw new Refusal(error(
                    403,
                    "PERMISSION_DENIED",
                    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key"
                            + " or other form of API consumer identity to call this API.",
                    null));
        }
        if (key.startsWith("bad")) {
            String message = "API key not valid. Please pass a valid API key.";
            throw new Refusal(error(
                    400,
                    "INVALID_ARGUMENT",
                    message,
                    Json.array()
                            .add(Json.object()
                                    .add("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                                    .add("reason", "API_KEY_INVALID")
                                    .add("domain", "googleapis.com")
                                    .add("metadata", Json.object().add("service", "generativelanguage.googleapis.com")))
                            .add(Json.object()
                                    .add("@type", "type.googleapis.com/google.rpc.LocalizedMessage")
                                    .add("locale", "en-US")
                                    .add("message", message))
                            .build()));
        }
    }

    private Endpoint call(HttpRequest request, String id, String method, GoogleForm form) {
        if (!METHODS.contains(method) || !Models.exists(id)) {
            throw new Refusal(unknownModel(id, method));
        }
        JsonObject body = Json.parseObject(request.text())
                .orElseThrow(() -> invalid("Invalid JSON payload received. Unexpected token."));
        Model model = Models.get(name(), id);
        if (method.equals("predict")) {
            return GoogleMedia.predict(body, id);
        }
        if (method.equals("batchEmbedContents")) {
            return GoogleMedia.embed(body, id);
        }
        if (method.equals("countTokens")) {
            refuseUnknown(body, COUNT_FIELDS, "");
            JsonObject asked =
                    GoogleNames.member(body, "generateContentRequest") instanceof JsonObject inner ? inner : body;
            return new Endpoint.Fixed(countTokens(prompt(asked, model, false)));
        }
        refuseUnknown(body, FIELDS, "");
        Prompt prompt = prompt(body, model, form != GoogleForm.WHOLE);
        Optional<Endpoint> media = GoogleMedia.generate(body, prompt);
        if (form == GoogleForm.WHOLE && media.isPresent()) {
            return media.get();
        }
        if (prompt.inputTokens() > model.context()) {
            throw new Refusal(tooLong(prompt, model));
        }
        return new Endpoint.Chat(prompt, new GoogleWording(id, form));
    }

    private static Whole countTokens(Prompt prompt) {
        var details = Json.array().add(GoogleWording.textTokens(prompt.inputTokens()));
        return Whole.of(
                        200,
                        "application/json; charset=UTF-8",
                        Json.pretty(Json.object()
                                .add("totalTokens", prompt.inputTokens())
                                .add("promptTokensDetails", details)
                                .build()))
                .with(headers());
    }

    static Prompt prompt(JsonObject body, Model model, boolean streamed) {
        var turns = new ArrayList<Prompt.Turn>();
        int otherParts = 0;
        if (GoogleNames.member(body, "systemInstruction") instanceof JsonObject instruction) {
            otherParts += content(instruction, "system", "system_instruction", turns);
        }
        if (!(GoogleNames.member(body, "contents") instanceof JsonArray contents) || contents.isEmpty()) {
            throw invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }
        for (int i = 0; i < contents.size(); i++) {
            if (!(contents.get(i) instanceof JsonObject content)) {
                throw invalid("Invalid value at 'contents[" + i + "]', expected an object.");
            }
            String role = Json.string(content, "role").orElse("user");
            if (!role.equals("user") && !role.equals("model")) {
                throw invalid("Please use a valid role: user, model.");
            }
            otherParts += content(content, role, "contents[" + i + "]", turns);
        }
        if (turns.get(turns.size() - 1).role().equals("model")) {
            throw invalid("Please ensure that multiturn requests end with a user role or a function response.");
        }
        JsonObject config = GoogleNames.member(body, "generationConfig") instanceof JsonObject object
                ? object
                : JsonValue.EMPTY_JSON_OBJECT;
        var prompt =
                new Prompt(model.id(), turns, otherParts, maxOutputTokens(config, model), stop(config), 1, streamed);
        checkShapes(GoogleShapes.MEMBERS, body, "");
        checkShapes(GoogleShapes.CONFIG, config, "generation_config.");
        checkThinking(config, model);
        checkCalls(contents.getValuesAs(JsonObject.class), model);
        return prompt.wishing(wishes(body, config));
    }

    private static void checkShapes(Map<String, Shape> shapes, JsonObject object, String where) {
        Shape.firstOf(shapes, object).ifPresent(violation -> {
            String path = where + violation.path();
            throw switch (violation.kind()) {
                case UNKNOWN ->
                    invalid("Invalid JSON payload received. Unknown name at '" + path + "': Cannot find field.");
                case MISSING -> invalid("* GenerateContentRequest." + path + ": required\n");
                case TYPE, VALUE -> invalid("Invalid value at '" + path + "': expected " + violation.expected());
            };
        });
    }

    private static void checkThinking(JsonObject config, Model model) {
        if (!(config.get("thinkingConfig") instanceof JsonObject thinking)) {
            return;
        }
        if (!model.reasoning()) {
            throw invalid("Thinking is not enabled for " + model.id());
        }
        if (thinking.containsKey("thinkingLevel") && thinking.containsKey("thinkingBudget")) {
            throw invalid("Thinking budget and thinking level are not supported together.");
        }
        if (thinking.containsKey("thinkingLevel") && model.id().startsWith("gemini-2")) {
            throw invalid("Thinking level is not supported for this model.");
        }
        if (thinking.getInt("thinkingBudget", 1) == 0 && model.id().contains("pro")) {
            throw invalid("Budget 0 is invalid. This model only works in thinking mode.");
        }
    }

    /** As many responses follow as there were calls; and newer models want to see their signature on the first call of a turn. */
    private static void checkCalls(List<JsonObject> contents, Model model) {
        long called = 0;
        for (JsonObject content : contents) {
            long answered = parts(content, "functionResponse").size();
            if (answered != called) {
                throw invalid(
                        "Please ensure that the number of function response parts is equal to the number of function"
                                + " call parts of the function call turn.");
            }
            List<JsonObject> calls = parts(content, "functionCall");
            if (!calls.isEmpty()
                    && SIGNS.matcher(model.id()).matches()
                    && !calls.get(0).containsKey("thoughtSignature")) {
                throw invalid("Function call is missing a thought_signature in functionCall parts.");
            }
            called = calls.size();
        }
    }

    private static List<JsonObject> parts(JsonObject content, String kind) {
        return content.getJsonArray("parts").getValuesAs(JsonObject.class).stream()
                .filter(part -> part.containsKey(kind))
                .toList();
    }

    private static Wishes wishes(JsonObject body, JsonObject config) {
        var tools = new ArrayList<Wishes.Tool>();
        if (body.get("tools") instanceof JsonArray list) {
            for (JsonObject tool : list.getValuesAs(JsonObject.class)) {
                if (tool.get("functionDeclarations") instanceof JsonArray declarations) {
                    declarations.getValuesAs(JsonObject.class).forEach(function -> tools.add(tool(function)));
                }
            }
        }
        var wishes = new Wishes(
                tools,
                false,
                config.getString("responseMimeType", "").equals("application/json"),
                config.get("responseJsonSchema") instanceof JsonObject schema ? Optional.of(schema) : Optional.empty());
        JsonObject calling = body.get("toolConfig") instanceof JsonObject toolConfig
                        && toolConfig.get("functionCallingConfig") instanceof JsonObject object
                ? object
                : JsonValue.EMPTY_JSON_OBJECT;
        return switch (calling.getString("mode", "AUTO")) {
            case "NONE" -> wishes.withoutTools();
            case "ANY" ->
                calling.get("allowedFunctionNames") instanceof JsonArray names && !names.isEmpty()
                        ? wishes.only(names.getString(0))
                        : wishes.mustCall();
            default -> wishes;
        };
    }

    private static Wishes.Tool tool(JsonObject function) {
        return new Wishes.Tool(
                function.getString("name"),
                function.get("parametersJsonSchema") instanceof JsonObject schema
                        ? schema
                        : JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Adds a turn of the content's text; returns how many parts were no text. */
    private static int content(JsonObject content, String role, String where, List<Prompt.Turn> turns) {
        refuseUnknown(content, CONTENT_FIELDS, where);
        if (!(content.get("parts") instanceof JsonArray parts) || parts.isEmpty()) {
            throw invalid("* GenerateContentRequest." + where + ".parts: contents.parts must not be empty.\n");
        }
        var text = new StringBuilder();
        int others = 0;
        boolean fromTools = false;
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof JsonObject part) || part.isEmpty()) {
                throw invalid("* GenerateContentRequest." + where + ".parts[" + i
                        + "].data: required oneof field 'data' must have one initialized field\n");
            }
            refuseUnknown(part, PART_FIELDS, where + ".parts[" + i + "]");
            checkShapes(GoogleShapes.PARTS, part, where + ".parts[" + i + "].");
            if (part.containsKey("text")) {
                text.append(Json.string(part, "text").orElse(""));
            } else if (part.get("functionResponse") instanceof JsonObject found) {
                fromTools = true;
                text.append(found.get("response"));
            } else {
                others++;
            }
        }
        turns.add(new Prompt.Turn(fromTools ? Prompt.TOOL : role, text.toString()));
        return others;
    }

    private static OptionalInt maxOutputTokens(JsonObject config, Model model) {
        refuseUnknown(config, CONFIG_FIELDS, "generation_config");
        range(config, "temperature", 0, 2);
        range(config, "topP", 0, 1);
        if (GoogleNames.member(config, "candidateCount") instanceof JsonNumber count && count.intValue() != 1) {
            throw invalid("Multiple candidates is not enabled for this model");
        }
        JsonValue value = GoogleNames.member(config, "maxOutputTokens");
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
            throw invalid("Invalid value at 'generation_config.max_output_tokens' (TYPE_INT32), " + value);
        }
        if (number.longValue() < 1 || number.longValue() > model.output()) {
            throw invalid("Unable to submit request because it has a maxOutputTokens value of " + number
                    + " but the supported range is from 1 (inclusive) to " + (model.output() + 1L)
                    + " (exclusive). Update the value and try again.");
        }
        return OptionalInt.of(number.intValue());
    }

    private static void range(JsonObject config, String field, double least, double most) {
        JsonValue value = GoogleNames.member(config, field);
        if (value == null) {
            return;
        }
        String snake = GoogleNames.snake(field);
        if (!(value instanceof JsonNumber number)) {
            throw invalid("Invalid value at 'generation_config." + snake + "' (TYPE_FLOAT), " + value);
        }
        if (number.doubleValue() < least || number.doubleValue() > most) {
            throw invalid("* GenerateContentRequest.generation_config." + snake + ": " + snake
                    + " must be in the range [" + least + ", " + most + "].\n");
        }
    }

    private static List<String> stop(JsonObject config) {
        JsonValue value = GoogleNames.member(config, "stopSequences");
        if (value == null) {
            return List.of();
        }
        List<String> sequences = Json.strings(value)
                .orElseThrow(() -> invalid("Invalid value at 'generation_config.stop_sequences' (TYPE_STRING)"));
        if (sequences.size() > MAX_STOP) {
            throw invalid("* GenerateContentRequest.generation_config.stop_sequences: at most " + MAX_STOP
                    + " stop sequences are allowed\n");
        }
        return sequences;
    }

    static void refuseUnknown(JsonObject object, Set<String> known, String where) {
        for (String field : object.keySet()) {
            if (!known.contains(GoogleNames.camel(field))) {
                String description = "Invalid JSON payload received. Unknown name \"" + field + "\""
                        + (where.isEmpty() ? "" : " at '" + where + "'") + ": Cannot find field.";
                var violation = Json.object().add("field", where).add("description", description);
                throw new Refusal(error(
                        400,
                        "INVALID_ARGUMENT",
                        description,
                        Json.array()
                                .add(Json.object()
                                        .add("@type", "type.googleapis.com/google.rpc.BadRequest")
                                        .add("fieldViolations", Json.array().add(violation)))
                                .build()));
            }
        }
    }

    static Whole unknownModel(String id, String method) {
        return error(
                404,
                "NOT_FOUND",
                "models/" + id + " is not found for API version v1beta, or is not supported for " + method
                        + ". Call ModelService.ListModels to see the list of available models and their supported"
                        + " methods.",
                null);
    }

    private static Whole tooLong(Prompt prompt, Model model) {
        return error(
                400,
                "INVALID_ARGUMENT",
                "The input token count (" + prompt.inputTokens() + ") exceeds the maximum number of tokens allowed ("
                        + model.context() + ").",
                null);
    }

    private Whole models(HttpRequest request) {
        int size = number(request, "pageSize", PAGE);
        int from = number(request, "pageToken", 0);
        List<Model> all = Models.of(name());
        List<Model> page = all.subList(Math.min(from, all.size()), Math.min(all.size(), from + size));
        var list = Json.array();
        page.forEach(model -> list.add(row(model)));
        var body = Json.object().add("models", list);
        if (from + page.size() < all.size()) {
            body.add("nextPageToken", Integer.toString(from + page.size()));
        }
        return Whole.of(200, "application/json; charset=UTF-8", Json.pretty(body.build()))
                .with(headers());
    }

    private static int number(HttpRequest request, String parameter, int usual) {
        try {
            int number = request.parameter(parameter).map(Integer::parseInt).orElse(usual);
            if (number >= 0) {
                return Math.min(number, MAX_PAGE);
            }
        } catch (NumberFormatException e) {
            throw invalid("Invalid value at '" + GoogleNames.snake(parameter) + "'.");
        }
        throw invalid("Invalid value at '" + GoogleNames.snake(parameter) + "'.");
    }

    private Whole model(String id) {
        if (!Models.exists(id)) {
            throw new Refusal(unknownModel(id, "getModel"));
        }
        return Whole.of(200, "application/json; charset=UTF-8", Json.pretty(row(Models.get(name(), id))))
                .with(headers());
    }

    private static JsonObject row(Model model) {
        var methods = Json.array();
        if (model.kind().equals("embedding")) {
            methods.add("embedContent").add("countTextTokens").add("countTokens");
        } else {
            methods.add("generateContent")
                    .add("countTokens")
                    .add("createCachedContent")
                    .add("batchGenerateContent");
        }
        return Json.object()
                .add("name", "models/" + model.id())
                .add("version", "001")
                .add("displayName", model.name())
                .add("description", "A simulated " + model.name() + ".")
                .add("inputTokenLimit", model.context())
                .add("outputTokenLimit", model.output())
                .add("supportedGenerationMethods", methods)
                .add("temperature", 1)
                .add("topP", 0.95)
                .add("topK", 64)
                .add("maxTemperature", 2)
                .add("thinking", model.reasoning())
                .build();
    }
}
