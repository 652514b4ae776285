package dev.atrium.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;

/** Makes up JSON that has the shape of a schema. */
final class Sample {

    private Sample() {}

    static JsonObject object(JsonObject schema) {
        return value(schema) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonValue value(JsonObject schema) {
        if (schema.get("enum") instanceof JsonArray values && !values.isEmpty()) {
            return values.get(0);
        }
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        return switch (type(schema)) {
            case "object" -> members(schema);
            case "array" ->
                schema.get("items") instanceof JsonObject items
                        ? Json.array().add(value(items)).build()
                        : JsonValue.EMPTY_JSON_ARRAY;
            case "integer", "number" -> Json.number(1);
            case "boolean" -> JsonValue.TRUE;
            case "null" -> JsonValue.NULL;
            default -> Json.text("simulated");
        };
    }

    private static String type(JsonObject schema) {
        JsonValue type = schema.get("type");
        if (type instanceof JsonArray types && !types.isEmpty()) {
            type = types.get(0);
        }
        if (type instanceof JsonString name) {
            return name.getString();
        }
        return schema.containsKey("properties") ? "object" : "string";
    }

    private static JsonObject members(JsonObject schema) {
        var object = Json.object();
        if (schema.get("properties") instanceof JsonObject properties) {
            for (Map.Entry<String, JsonValue> property : properties.entrySet()) {
                if (property.getValue() instanceof JsonObject inner) {
                    object.add(property.getKey(), value(inner));
                }
            }
        }
        return object.build();
    }
}
