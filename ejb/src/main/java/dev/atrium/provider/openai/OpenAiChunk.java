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

    /** The next piece of text. {@code reasoning_content} comes from compatible servers only. */
    public record Delta(
            String content,
            String refusal,
            @JsonbProperty("reasoning_content") String reasoningContent) {}
}
