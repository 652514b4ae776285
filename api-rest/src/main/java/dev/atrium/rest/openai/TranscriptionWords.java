package dev.atrium.rest.openai;

import dev.atrium.generation.Outcome;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.Refusal;
import dev.atrium.transcription.Transcribed;
import dev.atrium.transcription.TranscriptFormat;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The forms in which OpenAI's clients want transcripts. */
enum TranscriptionWords {
    JSON,
    TEXT,
    SRT,
    VTT,
    VERBOSE_JSON;

    /** @param usage the length that is charged */
    public record Plain(String text, UsedTime usage) {}

    /**
     * What was said, and when.
     *
     * @param language its name in English; absent where the model says nothing
     * @param duration in seconds
     * @param segments absent where none were asked for, as for the words
     */
    @Schema(name = "VerboseTranscription")
    public record Verbose(
            String task,
            String language,
            BigDecimal duration,
            String text,
            List<Segment> segments,
            List<Word> words,
            UsedTime usage) {}

    /** A piece between two moments, in seconds from the beginning. */
    @Schema(name = "TranscribedSegment")
    public record Segment(int id, BigDecimal start, BigDecimal end, String text) {}

    /** A word between two moments, in seconds from the beginning. */
    @Schema(name = "TranscribedWord")
    public record Word(String word, BigDecimal start, BigDecimal end) {}

    /** Time that was listened to. */
    public record UsedTime(String type, BigDecimal seconds) {}

    static TranscriptionWords of(Optional<String> asked) {
        String code = asked.orElse("json");
        return Stream.of(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.invalid("response_format", "must be one of json, text, srt, vtt, verbose_json"));
    }

    /**
     * The times that the model is asked for; empty for the usual ones of the model.
     *
     * @param granularities what the client names; words come with segments where the model has both
     */
    Optional<String> timestamps(List<String> granularities) {
        if (!granularities.isEmpty() && this != VERBOSE_JSON) {
            throw Refusal.invalid("timestamp_granularities", "must be with the response_format verbose_json");
        }
        if (granularities.contains("word")) {
            return Optional.of("word");
        }
        return switch (this) {
            case JSON, TEXT -> Optional.of("none");
            case SRT, VTT, VERBOSE_JSON -> granularities.stream().findFirst();
        };
    }

    Response.ResponseBuilder answer(Outcome.Settled settled) {
        TranscriptionResult transcript = ((Transcribed) settled.product().orElseThrow()).transcript();
        return switch (this) {
            case JSON -> Response.ok(new Plain(transcript.text(), used(settled)), MediaType.APPLICATION_JSON_TYPE);
            case VERBOSE_JSON -> Response.ok(verbose(transcript, used(settled)), MediaType.APPLICATION_JSON_TYPE);
            case TEXT -> text(TranscriptFormat.TXT, transcript);
            case SRT -> text(TranscriptFormat.SRT, transcript);
            case VTT -> text(TranscriptFormat.VTT, transcript);
        };
    }

    private static Response.ResponseBuilder text(TranscriptFormat format, TranscriptionResult transcript) {
        return Response.ok(format.write(transcript), MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"));
    }

    private static Verbose verbose(TranscriptionResult transcript, UsedTime usage) {
        List<Segment> segments = IntStream.range(0, transcript.segments().size())
                .mapToObj(i -> segment(i, transcript.segments().get(i)))
                .toList();
        List<Word> words = transcript.words().stream()
                .map(word -> new Word(word.text(), seconds(word.start()), seconds(word.end())))
                .toList();
        return new Verbose(
                "transcribe",
                transcript.language().map(TranscriptionWords::inEnglish).orElse(null),
                transcript.duration().map(TranscriptionWords::seconds).orElse(null),
                transcript.text(),
                segments.isEmpty() ? null : segments,
                words.isEmpty() ? null : words,
                usage);
    }

    private static Segment segment(int id, TranscriptionResult.Segment segment) {
        return new Segment(id, seconds(segment.start()), seconds(segment.end()), segment.text());
    }

    /** OpenAI names languages so; what is no code of one stays as it is. */
    private static String inEnglish(String language) {
        return Locale.forLanguageTag(language)
                .getDisplayLanguage(Locale.ENGLISH)
                .toLowerCase(Locale.ROOT);
    }

    private static UsedTime used(Outcome.Settled settled) {
        return settled.usage() instanceof Usage.Audio audio
                ? new UsedTime("duration", seconds(audio.duration()))
                : null;
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }
}
