package dev.atrium.provider.google;

import java.util.List;

/** The body of {@code :generateContent}. What is null is not sent. */
public record GoogleRequest(
        List<GoogleContent> contents, GoogleContent systemInstruction, GenerationConfig generationConfig) {

    /** The options. Thoughts count against {@code maxOutputTokens}. */
    public record GenerationConfig(Double temperature, Double topP, int maxOutputTokens, List<String> stopSequences) {}
}
