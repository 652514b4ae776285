package dev.atrium.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** Google's JSON takes every name in camel case and in snake case. */
final class GoogleNames {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private GoogleNames() {}

    static String camel(String name) {
        return UNDERSCORE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    static String snake(String name) {
        return HUMP.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }

    /** The member of this name, in camel or snake case; null when there is none. */
    static JsonValue member(JsonObject object, String camel) {
        JsonValue value = object.get(camel);
        return value == null ? object.get(snake(camel)) : value;
    }
}
