package dev.atrium.provider.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/** JSON as providers write and read it. */
public final class WireJson {

    private static final Jsonb JSONB = JsonbBuilder.create();

    /** Kept, since {@code jakarta.json.Json} looks it up anew with each call. */
    private static final JsonProvider JSONP = JsonProvider.provider();

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

    public static JsonObjectBuilder object() {
        return JSONP.createObjectBuilder();
    }

    /** An object that has these members already. */
    public static JsonObjectBuilder object(JsonObject members) {
        return JSONP.createObjectBuilder(members);
    }

    public static JsonArrayBuilder array() {
        return JSONP.createArrayBuilder();
    }

    public static JsonArray array(List<? extends JsonValue> values) {
        JsonArrayBuilder array = array();
        values.forEach(array::add);
        return array.build();
    }

    public static JsonString string(String text) {
        return JSONP.createValue(text);
    }

    /**
     * The text as a JSON object, if it is one, or the first in an array of them. For error bodies, which may be anything, and for
     * what models write.
     */
    public static Optional<JsonObject> object(String text) {
        try {
            JsonValue value = JSONB.fromJson(text, JsonValue.class);
            if (value instanceof JsonArray array && !array.isEmpty()) {
                value = array.get(0);
            }
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
