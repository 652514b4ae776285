package dev.atrium.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from a chat completion's request, which is well-formed, what is asked for beyond words. */
final class ChatWishes {

    private ChatWishes() {}

    static Wishes read(JsonObject body) {
        JsonObject format =
                body.get("response_format") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        JsonObject named =
                format.get("json_schema") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        var wishes = new Wishes(
                tools(body),
                false,
                format.getString("type", "text").startsWith("json"),
                named.get("schema") instanceof JsonObject schema ? Optional.of(schema) : Optional.empty());
        JsonValue choice = body.get("tool_choice");
        if (choice instanceof JsonObject object) {
            return wishes.only(object.getJsonObject("function").getString("name"));
        }
        return switch (choice instanceof JsonString word ? word.getString() : "auto") {
            case "none" -> wishes.withoutTools();
            case "any", "required" -> wishes.mustCall();
            default -> wishes;
        };
    }

    private static List<Wishes.Tool> tools(JsonObject body) {
        var tools = new ArrayList<Wishes.Tool>();
        if (body.get("tools") instanceof JsonArray list) {
            for (JsonObject tool : list.getValuesAs(JsonObject.class)) {
                JsonObject function = tool.getJsonObject("function");
                tools.add(new Wishes.Tool(
                        function.getString("name"),
                        function.get("parameters") instanceof JsonObject parameters
                                ? parameters
                                : JsonValue.EMPTY_JSON_OBJECT));
            }
        }
        return tools;
    }

    /** The ids of calls that no tool message right after them answers, or of answers to no call. */
    static Optional<String> unanswered(JsonArray messages) {
        Set<String> open = new HashSet<>();
        for (JsonObject message : messages.getValuesAs(JsonObject.class)) {
            if (message.getString("role").equals(Prompt.TOOL)) {
                String id = message.getString("tool_call_id", "");
                if (!open.remove(id)) {
                    return Optional.of(id);
                }
            } else if (!open.isEmpty()) {
                return open.stream().findFirst();
            }
            if (message.get("tool_calls") instanceof JsonArray calls) {
                calls.getValuesAs(JsonObject.class).forEach(call -> open.add(call.getString("id", "")));
            }
        }
        return open.stream().findFirst();
    }
}
