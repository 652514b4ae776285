package dev.atrium.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON in few words. One provider for all: {@code jakarta.json.Json} would look it up anew with each call. */
final class Json {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private Json() {}

    static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    static JsonObjectBuilder object(JsonObject members) {
        return PROVIDER.createObjectBuilder(members);
    }

    static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    static JsonArrayBuilder array(JsonArray values) {
        return PROVIDER.createArrayBuilder(values);
    }

    static JsonNumber number(int value) {
        return PROVIDER.createValue(value);
    }

    static JsonString text(String value) {
        return PROVIDER.createValue(value);
    }

    /** The object in this text, or nothing when it is not one. */
    static Optional<JsonObject> parseObject(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readValue() instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** Reads an array, as UTF-8. */
    static JsonArray read(InputStream in) {
        try (JsonReader reader = PROVIDER.createReaderFactory(Map.of()).createReader(in, StandardCharsets.UTF_8)) {
            return reader.readArray();
        }
    }

    /** Two-space indentation, as Google and OpenAI write whole answers. */
    static String pretty(JsonStructure value) {
        var text = new StringWriter();
        try (var writer = PROVIDER.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(value);
        }
        return text.toString().strip() + "\n";
    }

    static Optional<String> string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /** A string, or an array of nothing but strings. */
    static Optional<List<String>> strings(JsonValue value) {
        if (value instanceof JsonString one) {
            return Optional.of(List.of(one.getString()));
        }
        if (value instanceof JsonArray many && many.stream().allMatch(JsonString.class::isInstance)) {
            return Optional.of(many.getValuesAs(JsonString::getString));
        }
        return Optional.empty();
    }

    /** The member, unless it is absent or null. */
    static Optional<JsonValue> present(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> value.getValueType() != JsonValue.ValueType.NULL);
    }

    static boolean isTrue(JsonObject object, String name) {
        return JsonValue.TRUE.equals(object.get(name));
    }
}
