package dev.atrium.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * The content of a message: a string, or parts of which those of type {@code text} are read.
 *
 * @param text the text of all parts, joined
 * @param otherParts how many parts were no text
 * @param absent whether there was no content at all
 */
record ChatContent(String text, int otherParts, boolean absent) {

    /** Reads a message's content; null when it is of a type that no vendor takes. */
    static ChatContent read(JsonValue value) {
        if (value == null || value == JsonValue.NULL) {
            return new ChatContent("", 0, true);
        }
        if (value instanceof JsonString string) {
            return new ChatContent(string.getString(), 0, false);
        }
        if (!(value instanceof JsonArray parts)) {
            return null;
        }
        var text = new StringBuilder();
        int others = 0;
        for (JsonValue part : parts) {
            if (!(part instanceof JsonObject object)) {
                return null;
            }
            if (Json.string(object, "type").orElse("").equals("text")) {
                text.append(Json.string(object, "text").orElse(""));
            } else {
                others++;
            }
        }
        return new ChatContent(text.toString(), others, false);
    }
}
