package dev.atrium.provider.google;

import jakarta.json.JsonObject;
import java.util.List;

/** The body of {@code :generateContent}. What is null is not sent. */
public record GoogleRequest(
        List<GoogleContent> contents,
        GoogleContent systemInstruction,
        List<Tool> tools,
        ToolConfig toolConfig,
        GenerationConfig generationConfig) {

    /** The tools, all in one. */
    public record Tool(List<FunctionDeclaration> functionDeclarations) {}

    /** A tool. */
    public record FunctionDeclaration(String name, String description, JsonObject parametersJsonSchema) {}

    /** Whether to call one. */
    public record ToolConfig(FunctionCallingConfig functionCallingConfig) {}

    /** {@code AUTO}, {@code NONE}, or {@code ANY}, of all or of those named. */
    public record FunctionCallingConfig(String mode, List<String> allowedFunctionNames) {}

    /** The options. Thoughts count against {@code maxOutputTokens}. */
    public record GenerationConfig(
            Double temperature,
            Double topP,
            int maxOutputTokens,
            List<String> stopSequences,
            Double frequencyPenalty,
            Double presencePenalty,
            Integer seed,
            String responseMimeType,
            JsonObject responseJsonSchema,
            ThinkingConfig thinkingConfig) {}

    /** How to think: newer models know levels, older ones a budget of tokens. */
    public record ThinkingConfig(Boolean includeThoughts, String thinkingLevel, Integer thinkingBudget) {}
}
