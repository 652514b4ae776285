package dev.atrium.rest.openai;

import dev.atrium.generation.Outcome;
import dev.atrium.generation.ToolsCalled;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ToolCall;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A conversation's answers.
 *
 * @param created in seconds since 1970
 * @param model the one that answered
 */
@Schema(example = """
    {"id": "chatcmpl-01a20492b7a97000aa256fa88bb90712", "object": "chat.completion", "created": 1795373053, "model": "gpt-4o",
     "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello there!", "refusal": null}, "finish_reason": "stop"}],
     "usage": {"prompt_tokens": 13, "completion_tokens": 2, "total_tokens": 15,
               "prompt_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0}, "completion_tokens_details": {"reasoning_tokens": 0}}}\
    """)
public record ChatCompletion(
        String id, String object, long created, String model, List<Choice> choices, TokensUsed usage) {

    /** One answer. */
    @Schema(name = "ChatCompletionChoice")
    public record Choice(
            int index,
            Message message,
            @JsonbProperty("finish_reason") String finishReason) {}

    /**
     * What the model says.
     *
     * @param content null when it does nothing but call tools
     * @param refusal always null: a provider's refusal is the content, and the reason of its end
     */
    @Schema(name = "ChatCompletionMessage")
    @JsonbNillable
    public record Message(
            String role,
            String content,
            String refusal,

            @JsonbProperty("reasoning_content") @JsonbNillable(false)
            String reasoningContent,

            @JsonbProperty("tool_calls") @JsonbNillable(false)
            List<ToolCallBody> toolCalls) {}

    static ChatCompletion of(Choices asked, List<Choices.Settled> settled) {
        return new ChatCompletion(
                id(asked.id()),
                "chat.completion",
                asked.created(),
                settled.get(0).outcome().answeredBy().name(),
                settled.stream().map(ChatCompletion::choice).toList(),
                Choices.usage(settled).orElse(null));
    }

    static String id(UUID id) {
        return "chatcmpl-" + id.toString().replace("-", "");
    }

    private static Choice choice(Choices.Settled settled) {
        Outcome.Settled outcome = settled.outcome();
        List<ToolCallBody> calls = outcome.product().orElse(null) instanceof ToolsCalled called
                ? IntStream.range(0, called.calls().size())
                        .mapToObj(i -> call(null, called.calls().get(i)))
                        .toList()
                : null;
        Message message = new Message(
                "assistant",
                calls != null && outcome.text().isEmpty() ? null : outcome.text(),
                null,
                outcome.reasoning().isEmpty() ? null : outcome.reasoning(),
                calls);
        return new Choice(settled.index(), message, finishReason(outcome.finishReason()));
    }

    /** @param index its place, in a stream; else null */
    static ToolCallBody call(Integer index, ToolCall call) {
        return new ToolCallBody(
                index,
                call.id(),
                "function",
                new ToolCallBody.CalledFunction(call.name(), call.arguments()),
                call.signature()
                        .map(ToolCallBody.ExtraContent.Google::new)
                        .map(ToolCallBody.ExtraContent::new)
                        .orElse(null));
    }

    /** OpenAI has no word for an answer that was stopped from elsewhere. */
    static String finishReason(FinishReason reason) {
        return switch (reason) {
            case STOP, CANCELLED, ERROR -> "stop";
            case LENGTH, CONTENT_FILTER, TOOL_CALLS -> reason.code();
        };
    }
}
