package dev.atrium.rest.openai;

import dev.atrium.refusal.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Values of a request that may be absent, or come in more than one form. */
final class Given {

    private static final int MOST_STOPS = 4;

    private Given() {}

    static OptionalDouble number(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static OptionalInt number(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** Something to choose; {@code auto} leaves it to the model. */
    static Optional<String> choice(String value) {
        return Optional.ofNullable(value).filter(word -> !word.isBlank() && !word.equals("auto"));
    }

    static boolean isAbsent(JsonValue value) {
        return value == null || value.getValueType() == JsonValue.ValueType.NULL;
    }

    /**
     * The members of a request that are passed on as they are.
     *
     * @param refused what cannot be asked for, and why
     * @throws Refusal when it is asked for; a null, false or zero asks for nothing
     */
    static JsonObject without(Map<String, String> refused, JsonObject members) {
        JsonObjectBuilder rest = Json.createObjectBuilder();
        Optional.ofNullable(members).orElse(JsonValue.EMPTY_JSON_OBJECT).forEach((name, value) -> {
            if (refused.containsKey(name) && !isNothing(value)) {
                throw Refusal.invalid(name, refused.get(name));
            }
            if (!refused.containsKey(name) && !isAbsent(value)) {
                rest.add(name, value);
            }
        });
        return rest.build();
    }

    private static boolean isNothing(JsonValue value) {
        return isAbsent(value)
                || value == JsonValue.FALSE
                || (value instanceof JsonNumber number
                        && number.bigDecimalValue().signum() == 0);
    }

    static List<String> stop(JsonValue stop) {
        if (isAbsent(stop)) {
            return List.of();
        }
        List<String> texts = texts("stop", stop);
        if (texts.size() > MOST_STOPS || texts.contains("")) {
            throw Refusal.invalid("stop", "must be at most " + MOST_STOPS + " texts, none of them empty");
        }
        return texts;
    }

    /** A text, or an array of them. */
    static List<String> texts(String field, JsonValue value) {
        if (value instanceof JsonString) {
            return List.of(text(field, value));
        }
        if (!(value instanceof JsonArray array) || array.isEmpty()) {
            throw Refusal.invalid(field, "must be a string or an array of strings");
        }
        return array.stream().map(element -> text(field, element)).toList();
    }

    /** A text that can be stored: PostgreSQL's holds every character but one. */
    static String text(String field, JsonValue value) {
        if (!(value instanceof JsonString string)) {
            throw Refusal.invalid(field, "must be a string");
        }
        if (string.getString().indexOf('\0') >= 0) {
            throw Refusal.invalid(field, "must not contain the character U+0000");
        }
        return string.getString();
    }
}
