package dev.atrium.transcription;

import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.TranscriptionResult.Segment;
import dev.atrium.provider.api.TranscriptionResult.Word;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Transcripts as they are stored: in the format {@link TranscriptFormat#JSON}, to the millisecond. */
final class TranscriptDocument {

    private static final int NANO_DIGITS = 9;

    private TranscriptDocument() {}

    static String write(TranscriptionResult transcript) {
        return TranscriptFormat.JSON.write(transcript);
    }

    static TranscriptionResult read(String document) {
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            JsonObject json = reader.readObject();
            return new TranscriptionResult(
                    json.getString("text"),
                    Optional.ofNullable(json.getString("language", null)),
                    json.containsKey("duration") ? Optional.of(time(json, "duration")) : Optional.empty(),
                    Optional.empty(),
                    segments(json.getJsonArray("segments")),
                    words(json.getJsonArray("words")),
                    Optional.empty());
        }
    }

    private static List<Segment> segments(JsonArray array) {
        return array.stream()
                .map(JsonValue::asJsonObject)
                .map(segment -> new Segment(
                        time(segment, "start"),
                        time(segment, "end"),
                        segment.getString("text"),
                        Optional.ofNullable(segment.getString("speaker", null))))
                .toList();
    }

    private static List<Word> words(JsonArray array) {
        return array.stream()
                .map(JsonValue::asJsonObject)
                .map(word -> new Word(time(word, "start"), time(word, "end"), word.getString("word")))
                .toList();
    }

    private static Duration time(JsonObject json, String name) {
        BigDecimal seconds = json.getJsonNumber(name).bigDecimalValue();
        return Duration.ofNanos(seconds.movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }
}
