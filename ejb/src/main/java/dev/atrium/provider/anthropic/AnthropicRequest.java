package dev.atrium.provider.anthropic;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The body of {@code POST /messages}. What is null is not sent; Anthropic refuses members that it does not know. */
public record AnthropicRequest(
        String model,
        @JsonbProperty("max_tokens") int maxTokens,
        String system,
        List<Message> messages,
        List<Tool> tools,
        @JsonbProperty("tool_choice") ToolChoice toolChoice,
        Double temperature,
        @JsonbProperty("top_p") Double topP,
        @JsonbProperty("stop_sequences") List<String> stopSequences,
        Thinking thinking,
        @JsonbProperty("output_config") OutputConfig outputConfig,
        Boolean stream) {

    /** A message of the conversation: a text, or a list of blocks. */
    public record Message(String role, JsonValue content) {}

    /** A tool; the schema's type is {@code object}. */
    public record Tool(
            String name,
            String description,
            @JsonbProperty("input_schema") JsonObject inputSchema) {}

    /** Whether to call one: {@code auto}, {@code any}, {@code none}, or {@code tool} with its name. */
    public record ToolChoice(
            String type,
            String name,
            @JsonbProperty("disable_parallel_tool_use") Boolean disableParallelToolUse) {}

    /** {@code adaptive}, or {@code enabled} with a budget below the limit of the answer. */
    public record Thinking(
            String type,
            String display,
            @JsonbProperty("budget_tokens") Integer budgetTokens) {}

    /** How much to make of the answer, and in which form. */
    public record OutputConfig(String effort, Format format) {}

    /** A JSON schema, of type {@code json_schema}. */
    public record Format(String type, JsonObject schema) {}
}
