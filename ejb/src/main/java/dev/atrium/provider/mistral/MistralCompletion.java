package dev.atrium.provider.mistral;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/**
 * The answer of {@code POST /chat/completions}, and each event of a streamed one; the latter may be an error instead, with
 * {@code object} saying so.
 */
public record MistralCompletion(String object, List<Choice> choices, MistralUsage usage, JsonValue error) {

    /** One of the answers; Atrium asks for one. It has a {@code message} as a whole and a {@code delta} in a stream. */
    public record Choice(
            int index,
            Message message,
            Message delta,
            @JsonbProperty("finish_reason") String finishReason) {}

    /** What the model says: a text, or a list of pieces of text and thinking; and the tools that it asks for. */
    public record Message(
            JsonValue content, @JsonbProperty("tool_calls") List<ToolCall> toolCalls) {}

    /** A call of a tool, or a piece of one in a stream. */
    public record ToolCall(Integer index, String id, Function function) {}

    /** The tool and its arguments: a JSON object, or the text of one. */
    public record Function(String name, JsonValue arguments) {}
}
