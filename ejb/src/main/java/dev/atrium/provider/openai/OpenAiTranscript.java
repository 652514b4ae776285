package dev.atrium.provider.openai;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The answer of {@code POST /audio/transcriptions} in any of the formats {@code json}, {@code verbose_json}, {@code diarized_json}. */
public record OpenAiTranscript(
        String text, String language, Double duration, List<Segment> segments, List<Word> words, Usage usage) {

    /** A piece of speech; times are in seconds. */
    public record Segment(double start, double end, String text, String speaker) {}

    /** A word; times are in seconds. */
    public record Word(double start, double end, String word) {}

    /** What is billed: seconds by some models, tokens by others. */
    public record Usage(
            Double seconds,
            @JsonbProperty("input_tokens") Long inputTokens,
            @JsonbProperty("output_tokens") Long outputTokens) {}
}
