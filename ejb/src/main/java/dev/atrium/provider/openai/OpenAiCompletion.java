package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The answer of {@code POST /chat/completions}. */
public record OpenAiCompletion(List<Choice> choices, OpenAiUsage usage) {

    /** One of the answers; Atrium asks for one. */
    public record Choice(
            Message message, @JsonbProperty("finish_reason") String finishReason) {}

    /** What the model says. */
    public record Message(
            String content,
            String refusal,
            String reasoning,
            @JsonbProperty("reasoning_content") String reasoningContent,
            @JsonbProperty("tool_calls") List<OpenAiToolCall> toolCalls) {

        /** The thoughts, which compatible servers send by one of two names. */
        String thoughts() {
            return OpenAiMapper.hasText(reasoningContent) ? reasoningContent : reasoning;
        }
    }
}
