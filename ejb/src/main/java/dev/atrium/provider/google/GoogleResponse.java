package dev.atrium.provider.google;

import jakarta.json.JsonValue;
import java.util.List;

/** The answer of {@code :generateContent}, and each event of a streamed one. Any of its parts may be missing. */
public record GoogleResponse(
        List<Candidate> candidates, PromptFeedback promptFeedback, UsageMetadata usageMetadata, JsonValue error) {

    /** One of the answers; Atrium asks for one. */
    public record Candidate(GoogleContent content, String finishReason) {}

    /** Why the prompt has no answer. */
    public record PromptFeedback(String blockReason) {}

    /** The tokens so far. The cached ones are part of the prompt; those of tools are not, nor are thoughts part of the candidates. */
    public record UsageMetadata(
            Long promptTokenCount,
            Long toolUsePromptTokenCount,
            Long cachedContentTokenCount,
            Long candidatesTokenCount,
            Long thoughtsTokenCount) {}
}
