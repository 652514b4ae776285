package dev.atrium.provider.openai;

import jakarta.json.JsonValue;

/** A call of a tool, or a piece of one in a stream. */
public record OpenAiToolCall(Integer index, String id, Function function) {

    /** The tool and its arguments: the text of a JSON object, though some compatible servers send the object itself. */
    public record Function(String name, JsonValue arguments) {}
}
