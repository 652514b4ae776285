package dev.atrium.rest.json;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a body as JSON. */
public final class JsonText {

    private JsonText() {}

    /**
     * Reads a JSON object.
     *
     * @throws Refusal {@code INVALID_REQUEST}, which says where the text is wrong
     */
    public static JsonObject object(byte[] body) {
        String text = decode(body);
        if (text.isBlank()) {
            throw refusal("The body is empty; it must be a JSON object.", null);
        }
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            if (parser.next() == JsonParser.Event.START_OBJECT) {
                JsonObject object = parser.getObject();
                if (!parser.hasNext()) {
                    return object;
                }
            }
        } catch (JsonParsingException e) {
            JsonLocation location = e.getLocation();
            throw refusal(
                    "The body is not valid JSON: see line %d, column %d."
                            .formatted(location.getLineNumber(), location.getColumnNumber()),
                    e);
        } catch (RuntimeException e) {
            // A JsonException by the specification; but Parsson says so in plain ones where the nesting is too deep.
            throw refusal("The body is not JSON that can be read.", e);
        }
        throw refusal("The body must be a JSON object.", null);
    }

    /** Strictly: a decoder that replaces what it cannot read would change what the client said. */
    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refusal("The body is not JSON in UTF-8.", e);
        }
    }

    private static Refusal refusal(String detail, Throwable cause) {
        return new Refusal(ErrorCode.INVALID_REQUEST, detail, cause);
    }
}
