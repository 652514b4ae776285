package dev.atrium.transcription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.TranscriptionResult.Segment;
import dev.atrium.provider.api.TranscriptionResult.Word;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TranscriptFormatTest {

    private static final TranscriptionResult WITH_SEGMENTS = transcript(
            "Good morning. Shall we?",
            List.of(
                    new Segment(Duration.ZERO, Duration.ofMillis(1_250), " Good morning.", Optional.empty()),
                    new Segment(
                            Duration.ofMillis(3_723_004),
                            Duration.ofMillis(3_725_000),
                            "Shall we <go> --> home\n\n& rest?",
                            Optional.of("A"))),
            List.of());

    @Test
    void writes_plain_text() {
        assertThat(TranscriptFormat.TXT.write(WITH_SEGMENTS)).isEqualTo("Good morning. Shall we?\n");
    }

    @Test
    void writes_subrip() {
        assertThat(TranscriptFormat.SRT.write(WITH_SEGMENTS))
                .isEqualTo("1\n00:00:00,000 --> 00:00:01,250\nGood morning.\n\n"
                        + "2\n01:02:03,004 --> 01:02:05,000\nA: Shall we <go> → home\n& rest?\n\n");
    }

    @Test
    void writes_web_vtt_whose_text_is_markup() {
        assertThat(TranscriptFormat.VTT.write(WITH_SEGMENTS))
                .isEqualTo("WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nGood morning.\n\n"
                        + "01:02:03.004 --> 01:02:05.000\nA: Shall we &lt;go&gt; → home\n&amp; rest?\n\n");
    }

    @Test
    void writes_json() {
        assertThat(TranscriptFormat.JSON.write(WITH_SEGMENTS))
                .isEqualTo("{\"text\":\"Good morning. Shall we?\",\"language\":\"en\",\"duration\":4.5,\"segments\":["
                        + "{\"start\":0,\"end\":1.25,\"text\":\"Good morning.\"},"
                        + "{\"start\":3723.004,\"end\":3725,\"text\":\"Shall we <go> --> home\\n\\n& rest?\","
                        + "\"speaker\":\"A\"}],\"words\":[]}");
    }

    @Test
    void makes_subtitles_of_words_where_there_are_no_segments() {
        List<Word> words = IntStream.range(0, 12)
                .mapToObj(i -> new Word(Duration.ofSeconds(i), Duration.ofSeconds(i + 1), "w" + i))
                .toList();

        assertThat(TranscriptFormat.SRT.write(transcript("all", List.of(), words)))
                .isEqualTo("1\n00:00:00,000 --> 00:00:10,000\nw0 w1 w2 w3 w4 w5 w6 w7 w8 w9\n\n"
                        + "2\n00:00:10,000 --> 00:00:12,000\nw10 w11\n\n");
    }

    @Test
    void makes_one_subtitle_of_a_text_without_times() {
        assertThat(TranscriptFormat.VTT.write(transcript("all of it", List.of(), List.of())))
                .isEqualTo("WEBVTT\n\n00:00:00.000 --> 00:00:04.500\nall of it\n\n");
    }

    private static TranscriptionResult transcript(String text, List<Segment> segments, List<Word> words) {
        return new TranscriptionResult(
                text,
                Optional.of("en"),
                Optional.of(Duration.ofMillis(4_500)),
                Optional.empty(),
                segments,
                words,
                Optional.empty());
    }
}
