package dev.atrium.rest.json;

import dev.atrium.refusal.FieldError;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares a JSON object with the record that it is to become. A binding stops at the first value of a wrong type and says so in its own
 * words; this finds all of them, for the client.
 */
final class RecordShape {

    private final Class<?> type;

    private RecordShape(Class<?> type) {
        this.type = type;
    }

    static RecordShape of(Class<? extends Record> type) {
        return new RecordShape(type);
    }

    /** The values of a wrong type, each by its path. An absent or null value has no type; an unknown field does not matter. */
    List<FieldError> check(JsonObject object) {
        List<FieldError> errors = new ArrayList<>();
        check(object, "", errors);
        return errors;
    }

    /** Whether the record has a component for all that the others do not read. */
    boolean gathers() {
        return gatherer().isPresent();
    }

    /** The object with these members under the name of that component. */
    JsonObject gathered(JsonObject object) {
        String gatherer = name(gatherer().orElseThrow());
        Set<String> read = Stream.of(type.getRecordComponents())
                .map(RecordShape::name)
                .filter(name -> !name.equals(gatherer))
                .collect(Collectors.toSet());
        JsonObjectBuilder known = Json.createObjectBuilder();
        JsonObjectBuilder others = Json.createObjectBuilder();
        object.forEach((name, value) -> (read.contains(name) ? known : others).add(name, value));
        return known.add(gatherer, others).build();
    }

    private Optional<RecordComponent> gatherer() {
        return Stream.of(type.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(OtherMembers.class))
                .findFirst();
    }

    /** The name of a component in JSON. JSON-B finds it where the annotation is: records hand it on to their accessors. */
    private static String name(RecordComponent component) {
        JsonbProperty property = component.getAccessor().getAnnotation(JsonbProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private void check(JsonObject object, String path, List<FieldError> errors) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonValue value = object.get(name(component));
            if (value != null && value != JsonValue.NULL && !component.isAnnotationPresent(OtherMembers.class)) {
                check(value, component.getGenericType(), path + name(component), errors);
            }
        }
    }

    private static void check(JsonValue value, Type wanted, String path, List<FieldError> errors) {
        if (wanted instanceof ParameterizedType generic && isCollection(generic)) {
            checkElements(value, generic.getActualTypeArguments()[0], path, errors);
        } else if (wanted instanceof Class<?> record && record.isRecord() && value instanceof JsonObject object) {
            new RecordShape(record).check(object, path + ".", errors);
        } else {
            mismatch(value, wanted).ifPresent(message -> errors.add(new FieldError(path, message)));
        }
    }

    private static void checkElements(JsonValue value, Type element, String path, List<FieldError> errors) {
        if (!(value instanceof JsonArray array)) {
            errors.add(new FieldError(path, "must be an array"));
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            String place = path + "[" + i + "]";
            if (array.get(i) == JsonValue.NULL) {
                errors.add(new FieldError(place, "must not be null"));
            } else {
                check(array.get(i), element, place, errors);
            }
        }
    }

    private static boolean isCollection(ParameterizedType type) {
        return type.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw);
    }

    private static Optional<String> mismatch(JsonValue value, Type wanted) {
        if (!(wanted instanceof Class<?> type)) {
            return unless(value instanceof JsonObject, "must be an object");
        }
        if (type == String.class) {
            return value instanceof JsonString text ? textFault(text.getString()) : Optional.of("must be a string");
        }
        if (type == JsonObject.class) {
            return unless(value instanceof JsonObject, "must be an object");
        }
        if (type == UUID.class) {
            return unless(value instanceof JsonString text && isUuid(text.getString()), "must be an id (UUID)");
        }
        if (type == Instant.class) {
            return unless(
                    value instanceof JsonString text && isInstant(text.getString()),
                    "must be an instant, such as 2026-11-22T12:00:00Z");
        }
        if (type == Boolean.class || type == boolean.class) {
            return unless(value == JsonValue.TRUE || value == JsonValue.FALSE, "must be true or false");
        }
        if (type == Integer.class || type == int.class) {
            return unless(value instanceof JsonNumber number && isInt(number), "must be a whole number");
        }
        if (type == Long.class || type == long.class) {
            return unless(value instanceof JsonNumber number && isLong(number), "must be a whole number");
        }
        if (type == Double.class || type == double.class || type == BigDecimal.class) {
            return unless(value instanceof JsonNumber, "must be a number");
        }
        return type.isRecord() ? Optional.of("must be an object") : Optional.empty();
    }

    private static Optional<String> unless(boolean fits, String message) {
        return fits ? Optional.empty() : Optional.of(message);
    }

    /** PostgreSQL's text holds every character but this one. */
    private static Optional<String> textFault(String text) {
        return unless(text.indexOf('\0') < 0, "must not contain the character U+0000");
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isInstant(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isInt(JsonNumber number) {
        return isLong(number) && number.longValue() == number.intValue();
    }

    private static boolean isLong(JsonNumber number) {
        try {
            number.bigDecimalValue().longValueExact();
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }
}
