package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The body of {@code POST /chat/completions}. What is null is not sent; OpenAI refuses members that it does not know. */
public record OpenAiRequest(
        String model,
        List<Message> messages,
        @JsonbProperty("max_completion_tokens") Integer maxCompletionTokens,
        @JsonbProperty("max_tokens") Integer maxTokens,
        Double temperature,
        @JsonbProperty("top_p") Double topP,
        List<String> stop,
        Boolean stream,
        @JsonbProperty("stream_options") StreamOptions streamOptions) {

    /** A message of the conversation. */
    public record Message(String role, String content) {}

    /** What a stream carries besides the text. */
    public record StreamOptions(
            @JsonbProperty("include_usage") boolean includeUsage) {}
}
