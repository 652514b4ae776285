package dev.atrium.transcription;

import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.TranscriptionResult.Segment;
import dev.atrium.provider.api.TranscriptionResult.Word;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats in which a transcript can be had. */
public enum TranscriptFormat {
    TXT("text/plain") {
        @Override
        public String write(TranscriptionResult transcript) {
            return transcript.text().strip() + "\n";
        }
    },

    JSON("application/json") {
        @Override
        public String write(TranscriptionResult transcript) {
            JsonObjectBuilder json = Json.createObjectBuilder().add("text", transcript.text());
            transcript.language().ifPresent(language -> json.add("language", language));
            transcript.duration().ifPresent(duration -> json.add("duration", seconds(duration)));
            JsonArrayBuilder segments = Json.createArrayBuilder();
            transcript.segments().forEach(segment -> segments.add(segment(segment)));
            JsonArrayBuilder words = Json.createArrayBuilder();
            transcript
                    .words()
                    .forEach(word -> words.add(Json.createObjectBuilder()
                            .add("word", word.text())
                            .add("start", seconds(word.start()))
                            .add("end", seconds(word.end()))));
            return json.add("segments", segments).add("words", words).build().toString();
        }
    },

    /** SubRip: numbered pieces, a comma before the milliseconds. */
    SRT("application/x-subrip") {
        @Override
        public String write(TranscriptionResult transcript) {
            StringBuilder text = new StringBuilder();
            int number = 0;
            for (Cue cue : Cue.of(transcript)) {
                number++;
                text.append(number).append('\n');
                text.append(cue.times(',')).append('\n').append(cue.text()).append("\n\n");
            }
            return text.toString();
        }
    },

    /** WebVTT (W3C), whose text is a markup. */
    VTT("text/vtt") {
        @Override
        public String write(TranscriptionResult transcript) {
            StringBuilder text = new StringBuilder("WEBVTT\n\n");
            for (Cue cue : Cue.of(transcript)) {
                String escaped =
                        cue.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
                text.append(cue.times('.')).append('\n').append(escaped).append("\n\n");
            }
            return text.toString();
        }
    };

    private final String contentType;

    TranscriptFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The transcript in this format, lines ended by line feeds. */
    public abstract String write(TranscriptionResult transcript);

    public String contentType() {
        return contentType;
    }

    /** The word in the API, such as {@code srt}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it makes no sense without times. */
    public boolean needsTimes() {
        return this == SRT || this == VTT;
    }

    public static Optional<TranscriptFormat> of(String code) {
        return Stream.of(values()).filter(format -> format.code().equals(code)).findFirst();
    }

    private static JsonObjectBuilder segment(Segment segment) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("start", seconds(segment.start()))
                .add("end", seconds(segment.end()))
                .add("text", segment.text().strip());
        segment.speaker().ifPresent(speaker -> json.add("speaker", speaker));
        return json;
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
    }

    /** A subtitle. */
    private record Cue(Duration start, Duration end, String text) {

        /** About what can be read in one look. */
        private static final int WORDS = 10;

        /** The segments; where there are none, words in groups; where there are no times at all, the whole text for the whole time. */
        static List<Cue> of(TranscriptionResult transcript) {
            if (!transcript.segments().isEmpty()) {
                return transcript.segments().stream()
                        .map(segment -> new Cue(segment.start(), segment.end(), said(segment)))
                        .toList();
            }
            List<Word> words = transcript.words();
            if (!words.isEmpty()) {
                return Stream.iterate(0, from -> from < words.size(), from -> from + WORDS)
                        .map(from -> of(words.subList(from, Math.min(words.size(), from + WORDS))))
                        .toList();
            }
            Duration end = transcript.duration().or(transcript::billed).orElse(Duration.ZERO);
            return List.of(new Cue(Duration.ZERO, end, oneBlock(transcript.text())));
        }

        private static Cue of(List<Word> words) {
            List<String> texts = words.stream().map(word -> word.text().strip()).toList();
            return new Cue(words.get(0).start(), words.get(words.size() - 1).end(), oneBlock(String.join(" ", texts)));
        }

        private static String said(Segment segment) {
            String text = oneBlock(segment.text());
            return segment.speaker().map(speaker -> speaker + ": " + text).orElse(text);
        }

        /** An empty line would end the cue, and an arrow would begin another. */
        private static String oneBlock(String text) {
            return String.join(
                            "\n",
                            Arrays.stream(text.split("\\R"))
                                    .map(String::strip)
                                    .filter(line -> !line.isEmpty())
                                    .toList())
                    .replace("-->", "→");
        }

        String times(char point) {
            return time(start, point) + " --> " + time(end, point);
        }

        private static String time(Duration time, char point) {
            return "%02d:%02d:%02d%c%03d"
                    .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart(), point, time.toMillisPart());
        }
    }
}
