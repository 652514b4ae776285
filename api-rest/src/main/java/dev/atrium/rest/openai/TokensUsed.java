package dev.atrium.rest.openai;

import dev.atrium.provider.api.TokenUsage;
import jakarta.json.bind.annotation.JsonbProperty;

/**
 * The tokens of an answer, as the provider reports them.
 *
 * @param promptTokens all input
 * @param completionTokens all output, reasoning included
 */
public record TokensUsed(
        @JsonbProperty("prompt_tokens") long promptTokens,
        @JsonbProperty("completion_tokens") long completionTokens,
        @JsonbProperty("total_tokens") long totalTokens,
        @JsonbProperty("prompt_tokens_details") PromptDetails promptDetails,
        @JsonbProperty("completion_tokens_details") CompletionDetails completionDetails) {

    /** Parts of the input: what was read from a cache, and what was written to it. */
    public record PromptDetails(
            @JsonbProperty("cached_tokens") long cachedTokens,
            @JsonbProperty("cache_write_tokens") long cacheWriteTokens) {}

    /** Parts of the output. */
    public record CompletionDetails(
            @JsonbProperty("reasoning_tokens") long reasoningTokens) {}

    static TokensUsed of(TokenUsage usage) {
        return new TokensUsed(
                usage.input(),
                usage.output(),
                usage.total(),
                new PromptDetails(usage.cachedInput(), usage.cacheWrite()),
                new CompletionDetails(usage.reasoning()));
    }

    TokensUsed plus(TokensUsed other) {
        return new TokensUsed(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                totalTokens + other.totalTokens,
                new PromptDetails(
                        promptDetails.cachedTokens() + other.promptDetails.cachedTokens(),
                        promptDetails.cacheWriteTokens() + other.promptDetails.cacheWriteTokens()),
                new CompletionDetails(completionDetails.reasoningTokens() + other.completionDetails.reasoningTokens()));
    }
}
