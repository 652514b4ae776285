package dev.atrium.provider.mistral;

import jakarta.json.bind.annotation.JsonbProperty;

/** The body of {@code POST /audio/speech}. What is null is not sent. */
public record MistralSpeechRequest(
        String model,
        String input,
        @JsonbProperty("voice_id") String voiceId,
        @JsonbProperty("response_format") String responseFormat) {}
