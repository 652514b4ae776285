package dev.atrium.provider.http;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.util.Optional;

/** JSON as providers write and read it. */
public final class WireJson {

    private static final Jsonb JSONB = JsonbBuilder.create();

    private WireJson() {}

    public static String write(Object record) {
        return JSONB.toJson(record);
    }

    /**
     * Reads a record. Members that it does not have are left out, those that the text does not have are null or zero.
     *
     * @throws JsonbException if the text is no such record
     */
    public static <T> T read(String json, Class<T> record) {
        return JSONB.fromJson(json, record);
    }

    /** The text as a JSON object, if it is one. For error bodies, which may be anything. */
    public static Optional<JsonObject> object(String text) {
        try {
            JsonValue value = JSONB.fromJson(text, JsonValue.class);
            return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (JsonbException | JsonException e) {
            return Optional.empty();
        }
    }

    /** The object's member of that name if it is an object, else an empty one. */
    public static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The object's member of that name as text: a string's content, a number's digits, else nothing. */
    public static String text(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value != null && value.getValueType() == JsonValue.ValueType.NUMBER ? value.toString() : "";
    }
}
