package dev.atrium.provider.anthropic;

import jakarta.json.bind.annotation.JsonbProperty;

/** The tokens of a call. {@code input_tokens} leaves out what was written to and read from the cache. */
public record AnthropicUsage(
        @JsonbProperty("input_tokens") Long inputTokens,
        @JsonbProperty("cache_creation_input_tokens") Long cacheCreationInputTokens,
        @JsonbProperty("cache_read_input_tokens") Long cacheReadInputTokens,
        @JsonbProperty("output_tokens") Long outputTokens,
        @JsonbProperty("output_tokens_details") OutputDetails outputDetails) {

    static final AnthropicUsage UNKNOWN = new AnthropicUsage(null, null, null, null, null);

    /** Parts of the output. */
    public record OutputDetails(
            @JsonbProperty("thinking_tokens") Long thinkingTokens) {}

    /** This, with what a later report says anew. Reports within a stream are cumulative, and not all of them are complete. */
    AnthropicUsage updatedBy(AnthropicUsage later) {
        return new AnthropicUsage(
                latest(inputTokens, later.inputTokens),
                latest(cacheCreationInputTokens, later.cacheCreationInputTokens),
                latest(cacheReadInputTokens, later.cacheReadInputTokens),
                latest(outputTokens, later.outputTokens),
                later.outputDetails == null ? outputDetails : later.outputDetails);
    }

    /** This, as far as it is about the input. */
    AnthropicUsage withoutOutput() {
        return new AnthropicUsage(inputTokens, cacheCreationInputTokens, cacheReadInputTokens, null, null);
    }

    private static Long latest(Long earlier, Long later) {
        return later == null ? earlier : later;
    }
}
