package dev.atrium.provider.anthropic;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The answer of {@code POST /messages}. After a refusal there may be no content. */
public record AnthropicMessage(
        List<Block> content, @JsonbProperty("stop_reason") String stopReason, AnthropicUsage usage) {

    /** A piece of the answer: text, thinking, the call of a tool, or something that Atrium does not ask for. */
    public record Block(String type, String text, String thinking, String id, String name, JsonValue input) {}
}
