package dev.atrium.provider.mistral;

import jakarta.json.bind.annotation.JsonbProperty;

/** The tokens of a call. */
public record MistralUsage(
        @JsonbProperty("prompt_tokens") Long promptTokens,
        @JsonbProperty("completion_tokens") Long completionTokens,
        @JsonbProperty("prompt_tokens_details") PromptDetails promptDetails) {

    /** Parts of the input. */
    public record PromptDetails(
            @JsonbProperty("cached_tokens") Long cachedTokens) {}
}
