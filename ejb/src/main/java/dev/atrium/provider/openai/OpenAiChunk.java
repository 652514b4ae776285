package dev.atrium.provider.openai;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** One event of a streamed answer. */
public record OpenAiChunk(List<Choice> choices, OpenAiUsage usage, JsonValue error) {

    /** What is new in one of the answers; Atrium asks for one, index 0. */
    public record Choice(
            int index,
            Delta delta,
            @JsonbProperty("finish_reason") String finishReason) {}

    /** What is new of a message. */
    public record Delta(
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
