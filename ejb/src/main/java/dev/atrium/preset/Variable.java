package dev.atrium.preset;

import dev.atrium.refusal.FieldError;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A gap in a template.
 *
 * @param name what stands between the braces
 * @param label what people read beside the field
 * @param required whether it must be filled where there is no default
 * @param defaultValue what fills it when nothing is given, as text
 * @param options what can be chosen; empty unless it is a choice
 */
public record Variable(
        String name, String label, Type type, boolean required, Optional<String> defaultValue, List<String> options) {

    /** What can fill it. */
    public enum Type {
        /** A line. */
        TEXT("text", 1_000),
        /** Text of many lines. */
        LONG_TEXT("longText", 100_000),
        CHOICE("choice", 200),
        NUMBER("number", 50);

        private final String wire;
        private final int mostCharacters;

        Type(String wire, int mostCharacters) {
            this.wire = wire;
            this.mostCharacters = mostCharacters;
        }

        /** Its name in JSON. */
        public String wire() {
            return wire;
        }

        /** @return empty when there is no such type */
        public static Optional<Type> of(String wire) {
            return Stream.of(values()).filter(type -> type.wire.equals(wire)).findFirst();
        }
    }

    static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,49}";

    private static final Pattern WHOLE_NAME = Pattern.compile(NAME);
    private static final int MOST_LABEL_CHARACTERS = 100;
    private static final int MOST_OPTIONS = 50;

    public Variable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultValue, "defaultValue");
        options = List.copyOf(options);
    }

    /** What is wrong with it, each fault by the path of the field below the variable's own. */
    List<FieldError> check(String path) {
        List<FieldError> errors = new ArrayList<>();
        if (!WHOLE_NAME.matcher(name).matches()) {
            errors.add(new FieldError(
                    path + ".name",
                    "must begin with a letter and have at most 50 letters, digits and underscores, without accents"));
        }
        if (label.length() > MOST_LABEL_CHARACTERS) {
            errors.add(new FieldError(path + ".label", "must have at most " + MOST_LABEL_CHARACTERS + " characters"));
        }
        checkOptions(path + ".options").ifPresent(errors::add);
        defaultValue.flatMap(this::fault).ifPresent(fault -> errors.add(new FieldError(path + ".default", fault)));
        return errors;
    }

    private Optional<FieldError> checkOptions(String path) {
        String fault = null;
        if (type != Type.CHOICE) {
            fault = options.isEmpty() ? null : "must be empty: only a choice has options";
        } else if (options.isEmpty() || options.size() > MOST_OPTIONS) {
            fault = "must have 1 to " + MOST_OPTIONS + " entries";
        } else if (options.stream()
                .anyMatch(option -> option.isBlank() || option.length() > Type.CHOICE.mostCharacters)) {
            fault = "must have entries of 1 to " + Type.CHOICE.mostCharacters + " characters";
        } else if (new HashSet<>(options).size() < options.size()) {
            fault = "has an entry twice";
        }
        return Optional.ofNullable(fault).map(message -> new FieldError(path, message));
    }

    /** What is wrong with a value for it; empty when it can be used. */
    Optional<String> fault(String value) {
        if (value.length() > type.mostCharacters) {
            return Optional.of("must have at most " + type.mostCharacters + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            return Optional.of("must not contain the character U+0000");
        }
        return switch (type) {
            case TEXT ->
                value.indexOf('\n') < 0 && value.indexOf('\r') < 0
                        ? Optional.empty()
                        : Optional.of("must be a single line");
            case LONG_TEXT -> Optional.empty();
            case CHOICE ->
                options.contains(value)
                        ? Optional.empty()
                        : Optional.of("must be one of " + String.join(", ", options));
            case NUMBER -> isNumber(value) ? Optional.empty() : Optional.of("must be a number");
        };
    }

    private static boolean isNumber(String value) {
        try {
            new BigDecimal(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    JsonObject toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("name", name)
                .add("label", label)
                .add("type", type.wire())
                .add("required", required);
        defaultValue.ifPresent(value -> json.add("default", value));
        return json.add("options", Json.createArrayBuilder(options)).build();
    }

    static Variable of(JsonObject json) {
        return new Variable(
                json.getString("name"),
                json.getString("label"),
                Type.of(json.getString("type")).orElseThrow(),
                json.getBoolean("required"),
                Optional.ofNullable(json.getString("default", null)),
                json.getJsonArray("options").getValuesAs(JsonString::getString));
    }
}
