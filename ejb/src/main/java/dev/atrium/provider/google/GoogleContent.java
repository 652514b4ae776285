package dev.atrium.provider.google;

import jakarta.json.JsonObject;
import java.util.List;

/** A message, in either direction. */
public record GoogleContent(String role, List<Part> parts) {

    /**
     * A piece of it: one of text, data, a call of a tool and what came of it, or something that Atrium does not ask for. A text may
     * be a thought, and a call may bear a signature that Gemini wants back with it.
     */
    public record Part(
            String text,
            Boolean thought,
            Blob inlineData,
            FunctionCall functionCall,
            FunctionResponse functionResponse,
            String thoughtSignature) {

        static Part of(String text) {
            return new Part(text, null, null, null, null, null);
        }

        static Part of(Blob data) {
            return new Part(null, null, data, null, null, null);
        }

        static Part of(FunctionCall call, String signature) {
            return new Part(null, null, null, call, null, signature);
        }

        static Part of(FunctionResponse response) {
            return new Part(null, null, null, null, response, null);
        }

        boolean isThought() {
            return thought != null && thought;
        }
    }

    /** Bytes in base64. */
    public record Blob(String mimeType, String data) {}

    /** A call of a tool. */
    public record FunctionCall(String id, String name, JsonObject args) {}

    /** What came of it. */
    public record FunctionResponse(String id, String name, JsonObject response) {}
}
