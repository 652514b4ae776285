package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;

/** The tokens of a call; the details are parts of the two sums. */
public record OpenAiUsage(
        @JsonbProperty("prompt_tokens") Long promptTokens,
        @JsonbProperty("completion_tokens") Long completionTokens,
        @JsonbProperty("prompt_tokens_details") PromptDetails promptDetails,
        @JsonbProperty("completion_tokens_details") CompletionDetails completionDetails) {

    /** Parts of the input. */
    public record PromptDetails(
            @JsonbProperty("cached_tokens") Long cachedTokens,
            @JsonbProperty("cache_write_tokens") Long cacheWriteTokens) {}

    /** Parts of the output. */
    public record CompletionDetails(
            @JsonbProperty("reasoning_tokens") Long reasoningTokens) {}
}
