package dev.atrium.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a piece of a request has to look like. It says what is wrong where; each vendor words that in its own way. */
@FunctionalInterface
interface Shape {

    /** The first thing that is wrong with a value, whose place is given as names of members and numbers of elements. */
    Optional<Violation> check(JsonValue value, List<Object> place);

    /** What can be wrong. */
    enum Kind {
        MISSING,
        UNKNOWN,
        TYPE,
        VALUE
    }

    /**
     * Something wrong.
     *
     * @param expected what should be there, in a few words
     * @param value what is there; null when nothing is
     */
    record Violation(Kind kind, List<Object> place, String expected, JsonValue value) {

        /** The place as {@code messages[0].content}. */
        String path() {
            var path = new StringBuilder();
            for (Object step : place) {
                if (step instanceof Integer) {
                    path.append('[').append(step).append(']');
                } else {
                    path.append(path.isEmpty() ? "" : ".").append(step);
                }
            }
            return path.toString();
        }

        /** The place as {@code messages.0.content}. */
        String dotted() {
            return String.join(".", place.stream().map(Object::toString).toList());
        }
    }

    /** The first thing that is wrong with the members of an object that are described; others are passed over. */
    static Optional<Violation> firstOf(Map<String, Shape> members, JsonObject object) {
        return object.entrySet().stream()
                .filter(member -> members.containsKey(member.getKey()))
                .flatMap(member ->
                        members.get(member.getKey()).check(member.getValue(), List.of(member.getKey())).stream())
                .findFirst();
    }

    static Shape of(String expected, Predicate<JsonValue> test) {
        return (value, place) ->
                test.test(value) ? Optional.empty() : Optional.of(new Violation(Kind.TYPE, place, expected, value));
    }

    /** A string that matches the whole of the pattern. */
    static Shape string(String pattern) {
        Pattern whole = Pattern.compile(pattern, Pattern.DOTALL);
        return (value, place) -> {
            if (!(value instanceof JsonString string)) {
                return Optional.of(new Violation(Kind.TYPE, place, "a string", value));
            }
            return whole.matcher(string.getString()).matches()
                    ? Optional.empty()
                    : Optional.of(new Violation(Kind.VALUE, place, "a string that matches " + pattern, value));
        };
    }

    static Shape string() {
        return string(".*");
    }

    static Shape oneOf(String... values) {
        return (value, place) ->
                value instanceof JsonString string && Set.of(values).contains(string.getString())
                        ? Optional.empty()
                        : Optional.of(new Violation(Kind.VALUE, place, "one of " + String.join(", ", values), value));
    }

    static Shape bool() {
        return of("a boolean", value -> value == JsonValue.TRUE || value == JsonValue.FALSE);
    }

    static Shape integer() {
        return of("an integer", value -> value instanceof JsonNumber number && number.isIntegral());
    }

    /** An object whose members are nobody's business. */
    static Shape open() {
        return of("an object", JsonObject.class::isInstance);
    }

    /** This, or null. */
    default Shape orNull() {
        return (value, place) -> value == JsonValue.NULL ? Optional.empty() : check(value, place);
    }

    /** Whichever of these finds nothing wrong; else what the last one finds. */
    static Shape either(Shape... shapes) {
        return (value, place) -> {
            Optional<Violation> violation = Optional.empty();
            for (Shape shape : shapes) {
                violation = shape.check(value, place);
                if (violation.isEmpty()) {
                    return violation;
                }
            }
            return violation;
        };
    }

    static Shape list(Shape element) {
        return (value, place) -> {
            if (!(value instanceof JsonArray array)) {
                return Optional.of(new Violation(Kind.TYPE, place, "an array", value));
            }
            for (int i = 0; i < array.size(); i++) {
                Optional<Violation> violation = element.check(array.get(i), within(place, i));
                if (violation.isPresent()) {
                    return violation;
                }
            }
            return Optional.empty();
        };
    }

    /** An object that one of its members tells the shape of. */
    static Shape by(String member, Map<String, Shape> shapes) {
        return (value, place) -> {
            if (!(value instanceof JsonObject object)) {
                return Optional.of(new Violation(Kind.TYPE, place, "an object", value));
            }
            Shape shape = shapes.get(object.getString(member, ""));
            return shape == null
                    ? Optional.of(new Violation(
                            object.containsKey(member) ? Kind.VALUE : Kind.MISSING,
                            within(place, member),
                            "one of "
                                    + String.join(
                                            ", ",
                                            shapes.keySet().stream().sorted().toList()),
                            object.get(member)))
                    : shape.check(value, place);
        };
    }

    static Members object() {
        return new Members();
    }

    private static List<Object> within(List<Object> place, Object step) {
        var inner = new ArrayList<>(place);
        inner.add(step);
        return List.copyOf(inner);
    }

    /** An object that has these members and no others. */
    final class Members implements Shape {

        private final Map<String, Shape> required = new LinkedHashMap<>();
        private final Map<String, Shape> optional = new LinkedHashMap<>();

        Members with(String name, Shape shape) {
            required.put(name, shape);
            return this;
        }

        Members maybe(String name, Shape shape) {
            optional.put(name, shape);
            return this;
        }

        @Override
        public Optional<Violation> check(JsonValue value, List<Object> place) {
            if (!(value instanceof JsonObject object)) {
                return Optional.of(new Violation(Kind.TYPE, place, "an object", value));
            }
            for (Map.Entry<String, JsonValue> member : object.entrySet()) {
                Shape shape = required.getOrDefault(member.getKey(), optional.get(member.getKey()));
                List<Object> inner = within(place, member.getKey());
                Optional<Violation> violation = shape == null
                        ? Optional.of(new Violation(Kind.UNKNOWN, inner, "nothing", member.getValue()))
                        : shape.check(member.getValue(), inner);
                if (violation.isPresent()) {
                    return violation;
                }
            }
            return required.keySet().stream()
                    .filter(name -> !object.containsKey(name))
                    .findFirst()
                    .map(name -> new Violation(Kind.MISSING, within(place, name), "a value", null));
        }
    }
}
