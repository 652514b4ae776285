package dev.atrium.provider.anthropic;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;

/** One event of a streamed answer, of whichever type. */
public record AnthropicEvent(
        String type,
        int index,
        AnthropicMessage message,
        @JsonbProperty("content_block") AnthropicMessage.Block contentBlock,
        Delta delta,
        AnthropicUsage usage,
        JsonValue error) {

    /** What is new: in a content block by its {@code type}, in the message as a whole the reason of its end. */
    public record Delta(
            String type,
            String text,
            String thinking,
            @JsonbProperty("partial_json") String partialJson,
            @JsonbProperty("stop_reason") String stopReason) {}
}
