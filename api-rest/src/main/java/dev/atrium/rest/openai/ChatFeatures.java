package dev.atrium.rest.openai;

import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.Tools;
import dev.atrium.refusal.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads what is asked of an answer beyond its text. */
final class ChatFeatures {

    private static final JsonObject NO_ARGUMENTS = Json.createObjectBuilder()
            .add("type", "object")
            .add("properties", JsonValue.EMPTY_JSON_OBJECT)
            .build();

    /** What would change the answer's form, or its price, in a way that is not known here. */
    private static final Map<String, String> REFUSED = Map.of(
            "functions", "is not known here: use tools",
            "function_call", "is not known here: use tool_choice",
            "audio", "cannot be had from a chat: use /audio/speech",
            "logprobs", "cannot be had",
            "top_logprobs", "cannot be had",
            "web_search_options", "cannot be asked for: its price is not one of tokens");

    private ChatFeatures() {}

    static TextFeatures of(CreateChatCompletionRequest request) {
        return new TextFeatures(
                tools(request),
                format(request.responseFormat()),
                reasoning(request.reasoningEffort()),
                Given.number(request.frequencyPenalty()),
                Given.number(request.presencePenalty()),
                request.seed() == null ? OptionalLong.empty() : OptionalLong.of(request.seed()),
                extra(request.others()));
    }

    /** What is passed on to providers that speak this format. */
    private static JsonObject extra(JsonObject others) {
        JsonObject extra = Given.without(REFUSED, others);
        if (extra.get("modalities") instanceof JsonArray modalities && !isTextOnly(modalities)) {
            throw Refusal.invalid("modalities", "must be [\"text\"]");
        }
        if (extra.get("service_tier") instanceof JsonString tier && !isUsual(tier.getString())) {
            throw Refusal.invalid("service_tier", "must be auto or default: others have other prices");
        }
        return extra;
    }

    private static boolean isTextOnly(JsonArray modalities) {
        return modalities.getValuesAs(JsonValue.class).equals(List.of(Json.createValue("text")));
    }

    private static boolean isUsual(String tier) {
        return tier.equals("auto") || tier.equals("default");
    }

    private static Tools tools(CreateChatCompletionRequest request) {
        if (request.tools() == null || request.tools().isEmpty()) {
            return Tools.NONE;
        }
        List<Tools.Tool> available =
                request.tools().stream().map(ChatFeatures::tool).toList();
        return new Tools(
                available, choice(request.toolChoice(), available), !Boolean.FALSE.equals(request.parallelToolCalls()));
    }

    private static Tools.Tool tool(ToolBody body) {
        ToolBody.Function function = body.function();
        return new Tools.Tool(
                function.name(),
                function.description() == null ? "" : function.description(),
                function.parameters() == null ? NO_ARGUMENTS : function.parameters());
    }

    private static Tools.Choice choice(JsonValue choice, List<Tools.Tool> available) {
        if (Given.isAbsent(choice)) {
            return Tools.Mode.AUTO;
        }
        if (choice instanceof JsonString word) {
            return Stream.of(Tools.Mode.values())
                    .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(word.getString()))
                    .findFirst()
                    .orElseThrow(ChatFeatures::unknownChoice);
        }
        if (choice instanceof JsonObject object
                && object.get("function") instanceof JsonObject function
                && function.get("name") instanceof JsonString name) {
            if (available.stream().noneMatch(tool -> tool.name().equals(name.getString()))) {
                throw Refusal.invalid("tool_choice.function.name", "must be the name of one of the tools");
            }
            return new Tools.Named(name.getString());
        }
        throw unknownChoice();
    }

    private static Refusal unknownChoice() {
        return Refusal.invalid("tool_choice", "must be none, auto, required, or name a function");
    }

    private static OutputFormat format(ResponseFormat format) {
        if (format == null || format.type().equals("text")) {
            return OutputFormat.TEXT;
        }
        if (format.type().equals("json_object")) {
            return OutputFormat.JSON;
        }
        ResponseFormat.JsonShape shape = format.jsonSchema();
        if (shape == null || shape.schema() == null) {
            throw Refusal.invalid("response_format.json_schema.schema", "must be given");
        }
        return new OutputFormat.JsonSchema(shape.name(), shape.schema(), Boolean.TRUE.equals(shape.strict()));
    }

    private static Reasoning reasoning(String effort) {
        if (effort == null) {
            return Reasoning.USUAL;
        }
        return Stream.of(Reasoning.Effort.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(effort))
                .findFirst()
                .map(Reasoning::of)
                .orElseThrow(() -> Refusal.invalid(
                        "reasoning_effort", "must be one of none, minimal, low, medium, high, xhigh, max"));
    }
}
