package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;

/** The body of {@code POST /audio/speech}. What is null is not sent. */
public record OpenAiSpeechRequest(
        String model,
        String input,
        String voice,
        @JsonbProperty("response_format") String responseFormat,
        Double speed,
        String instructions) {}
