package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The answer of {@code POST /chat/completions}. */
public record OpenAiCompletion(List<Choice> choices, OpenAiUsage usage) {

    /** One of the answers; Atrium asks for one. */
    public record Choice(
            Message message, @JsonbProperty("finish_reason") String finishReason) {}

    /** What the model says. {@code reasoning_content} comes from compatible servers only. */
    public record Message(
            String content,
            String refusal,
            @JsonbProperty("reasoning_content") String reasoningContent) {}
}
