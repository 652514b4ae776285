package dev.atrium.provider.mistral;

import jakarta.json.bind.annotation.JsonbProperty;

/** The answer of {@code POST /audio/speech}: unlike OpenAI's, JSON that holds the sound. */
public record MistralSpeech(@JsonbProperty("audio_data") String audioData) {}
