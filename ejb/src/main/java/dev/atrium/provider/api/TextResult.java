package dev.atrium.provider.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole answer.
 *
 * @param text the answer, possibly empty
 * @param reasoning the model's visible thinking, possibly empty
 * @param toolCalls the tools that the model asks for, in its order; those of a stream come as {@link StreamEvent.ToolCalled}
 * @param usage what the provider reports; empty where it reports nothing
 */
public record TextResult(
        String text,
        String reasoning,
        List<ToolCall> toolCalls,
        FinishReason finishReason,
        Optional<TokenUsage> usage) {

    public TextResult {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(reasoning, "reasoning");
        toolCalls = List.copyOf(toolCalls);
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(usage, "usage");
    }

    /** An answer that asks for no tool. */
    public TextResult(String text, String reasoning, FinishReason finishReason, Optional<TokenUsage> usage) {
        this(text, reasoning, List.of(), finishReason, usage);
    }
}
