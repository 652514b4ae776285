package dev.atrium.provider.mistral;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/**
 * The body of {@code POST /chat/completions}. What is null is not sent. Mistral refuses any other member, those of OpenAI's
 * request included that are missing here.
 */
public record MistralRequest(
        String model,
        List<Message> messages,
        @JsonbProperty("max_tokens") int maxTokens,
        Double temperature,
        @JsonbProperty("top_p") Double topP,
        List<String> stop,
        Boolean stream) {

    /** A message of the conversation. */
    public record Message(String role, String content) {}
}
