package dev.atrium.provider.mistral;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/**
 * The body of {@code POST /chat/completions}. What is null is not sent. Mistral refuses any other member, those of OpenAI's
 * request included that are missing here.
 */
public record MistralRequest(
        String model,
        List<Message> messages,
        @JsonbProperty("max_tokens") int maxTokens,
        Double temperature,
        @JsonbProperty("top_p") Double topP,
        List<String> stop,
        @JsonbProperty("frequency_penalty") Double frequencyPenalty,
        @JsonbProperty("presence_penalty") Double presencePenalty,
        @JsonbProperty("random_seed") Long randomSeed,
        List<Tool> tools,
        @JsonbProperty("tool_choice") JsonValue toolChoice,
        @JsonbProperty("parallel_tool_calls") Boolean parallelToolCalls,
        @JsonbProperty("response_format") ResponseFormat responseFormat,
        @JsonbProperty("reasoning_effort") String reasoningEffort,
        Boolean stream) {

    /** A message of the conversation, its content a text or a list of parts; {@code prefix} marks an answer to be continued. */
    public record Message(
            String role,
            JsonValue content,
            @JsonbProperty("tool_calls") List<ToolCall> toolCalls,
            @JsonbProperty("tool_call_id") String toolCallId,
            Boolean prefix) {}

    /** A call that the model has made. */
    public record ToolCall(String id, String type, CalledFunction function) {}

    /** The arguments are the text of a JSON object. */
    public record CalledFunction(String name, String arguments) {}

    /** A tool, of type {@code function}. */
    public record Tool(String type, Function function) {}

    /** What the tool is good for. */
    public record Function(String name, String description, JsonObject parameters) {}

    /** {@code json_object}, or {@code json_schema} with one. */
    public record ResponseFormat(
            String type, @JsonbProperty("json_schema") Schema jsonSchema) {}

    /** A named JSON schema. */
    public record Schema(String name, JsonObject schema, Boolean strict) {}
}
