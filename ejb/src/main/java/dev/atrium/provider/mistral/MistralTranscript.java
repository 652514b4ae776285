package dev.atrium.provider.mistral;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The answer of {@code POST /audio/transcriptions}. */
public record MistralTranscript(String text, String language, Double duration, List<Segment> segments, Usage usage) {

    /** A piece of speech; times are in seconds. */
    public record Segment(
            String text,
            double start,
            double end,
            @JsonbProperty("speaker_id") String speakerId) {}

    /** What is billed; the tokens of the sound are in none of the counts. */
    public record Usage(
            @JsonbProperty("prompt_audio_seconds") Double promptAudioSeconds,
            @JsonbProperty("prompt_tokens") Long promptTokens,
            @JsonbProperty("completion_tokens") Long completionTokens) {}
}
