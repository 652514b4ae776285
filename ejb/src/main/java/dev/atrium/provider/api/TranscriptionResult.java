package dev.atrium.provider.api;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was said.
 *
 * @param language by ISO 639-1; in the provider's own word where that is not known; empty where it says nothing
 * @param duration how long the sound is, as the provider found
 * @param billed how much of it the provider bills, which may be rounded; empty for those that bill by tokens or say nothing
 * @param segments in order; empty when none were asked for, or the model has none
 * @param words in order; empty when none were asked for, or the model has none
 * @param usage the tokens, where the provider reports them
 */
public record TranscriptionResult(
        String text,
        Optional<String> language,
        Optional<Duration> duration,
        Optional<Duration> billed,
        List<Segment> segments,
        List<Word> words,
        Optional<TokenUsage> usage) {

    /** A piece of speech between two moments, counted from the beginning of the sound. */
    public record Segment(Duration start, Duration end, String text, Optional<String> speaker) {
        public Segment {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(speaker, "speaker");
        }
    }

    /** A word between two moments, counted from the beginning of the sound. */
    public record Word(Duration start, Duration end, String text) {
        public Word {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(text, "text");
        }
    }

    public TranscriptionResult {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(billed, "billed");
        Objects.requireNonNull(usage, "usage");
        segments = List.copyOf(segments);
        words = List.copyOf(words);
    }
}
