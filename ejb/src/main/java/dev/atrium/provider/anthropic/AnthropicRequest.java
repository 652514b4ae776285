package dev.atrium.provider.anthropic;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The body of {@code POST /messages}. What is null is not sent; Anthropic refuses members that it does not know. */
public record AnthropicRequest(
        String model,
        @JsonbProperty("max_tokens") int maxTokens,
        String system,
        List<Message> messages,
        Double temperature,
        @JsonbProperty("top_p") Double topP,
        @JsonbProperty("stop_sequences") List<String> stopSequences,
        Boolean stream) {

    /** A message of the conversation. */
    public record Message(String role, String content) {}
}
