package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transcription: of what is in the file, paid by its length, told in every format, for its user alone. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class TranscriptionIT {

    private static final String MODEL = "whisper-1";
    private static final String WITHOUT_TIMES = "gpt-4o-mini-transcribe";
    private static final int RATE = 8_000;
    private static final int SMALLEST_DIGITS = 6;

    private final Installation atrium;
    private Client user;

    TranscriptionIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @Test
    void a_recording_becomes_a_text_with_times_and_is_paid_by_its_length() throws Exception {
        BigDecimal before = user.balance().balance();

        JsonObject made = transcribe(form(MODEL, "Straße.wav", wav(10)).with("timestamps", "word"))
                .mustBe(200)
                .json();

        BigDecimal cost = cost(MODEL, 10);
        assertThat(made.getJsonNumber("credits").bigDecimalValue()).isEqualByComparingTo(cost);
        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(cost));
        assertThat(made.getJsonNumber("duration").doubleValue()).isEqualTo(10);
        assertThat(made.getString("text")).isNotBlank();
        assertThat(made.getJsonArray("segments")).isNotEmpty();
        assertThat(made.getJsonArray("words").getJsonObject(0).getString("word"))
                .isNotBlank();

        JsonObject generation = user.generation(made.getString("id"));
        assertThat(generation.getString("prompt")).isEqualTo("Straße.wav");
        assertThat(generation.getString("text")).isEqualTo(made.getString("text"));
        JsonObject file = generation.getJsonArray("files").getJsonObject(0);
        assertThat(file.getString("purpose")).isEqualTo("recording");
        assertThat(file.getString("mediaType")).isEqualTo("audio/wav");
        assertThat(user.bytes(user.request(file.getString("url").substring("/api/".length())))
                        .body())
                .isEqualTo(wav(10));
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @Test
    void a_transcript_is_told_in_every_format() throws Exception {
        String path = "ai/generations/"
                + transcribe(form(MODEL, "talk.wav", wav(10)))
                        .mustBe(200)
                        .json()
                        .getString("id") + "/transcript";

        Answer text = user.get(path).mustBe(200);
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(user.get(path + "?format=srt").mustBe(200).body()).startsWith("1\n00:00:00,000 --> 00:00:");
        assertThat(user.get(path + "?format=vtt").mustBe(200).body()).startsWith("WEBVTT\n\n00:00:00.000 --> ");
        JsonObject json = user.get(path + "?format=json").mustBe(200).json();
        assertThat(json.getString("text")).isEqualTo(text.body().strip());
        assertThat(json.getJsonNumber("duration").doubleValue()).isEqualTo(10);
        assertThat(user.get(path + "?format=srt&download=true").header("Content-Disposition"))
                .startsWith("attachment; filename=\"talk.srt\"");
        user.get(path + "?format=doc").mustBeProblem(400, "INVALID_REQUEST");
        atrium.newUser().get(path).mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void a_list_has_the_beginning_of_the_text() throws Exception {
        JsonObject made =
                transcribe(form(MODEL, "talk.wav", wav(2))).mustBe(200).json();

        JsonObject item = user.get("ai/generations?type=transcription")
                .mustBe(200)
                .json()
                .getJsonArray("items")
                .getJsonObject(0);

        assertThat(made.getString("text")).startsWith(item.getString("text"));
    }

    @Test
    void the_same_recording_with_its_key_is_answered_again_and_paid_once() throws Exception {
        String key = UUID.randomUUID().toString();

        Answer first = transcribe(form(MODEL, "talk.wav", wav(3)), key).mustBe(200);
        BigDecimal left = user.balance().balance();
        Answer second = transcribe(form(MODEL, "talk.wav", wav(3)), key).mustBe(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
        transcribe(form(MODEL, "talk.wav", wav(4)), key).mustBeProblem(422, "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void a_failure_costs_nothing_and_keeps_nothing() throws Exception {
        Balance before = user.balance();

        transcribe(form(MODEL, "talk.wav", wav(3)).with("prompt", "[[fail 400]]"))
                .mustBeProblem(502, "PROVIDER_ERROR");

        assertThat(user.balance()).isEqualTo(before);
        JsonObject failed = user.get("ai/generations?type=transcription")
                .mustBe(200)
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.containsKey("files")).isFalse();
        user.get("ai/generations/" + failed.getString("id") + "/transcript").mustBeProblem(404, "NOT_FOUND");
    }

    @Test
    void what_is_too_large_or_too_long_is_refused() throws Exception {
        byte[] large = new byte[Installation.MAX_RECORDING_BYTES + 200_000];

        transcribe(form(MODEL, "large.wav", large)).mustBeProblem(413, "PAYLOAD_TOO_LARGE");
        transcribe(form(MODEL, "large.wav", new byte[Installation.MAX_RECORDING_BYTES + 1]))
                .mustBeProblem(413, "PAYLOAD_TOO_LARGE");
        assertThat(transcribe(form(MODEL, "long.wav", slow(Installation.MAX_RECORDING_SECONDS + 1)))
                        .mustBeProblem(413, "PAYLOAD_TOO_LARGE")
                        .getString("detail"))
                .contains("Cut it into parts");
    }

    @Test
    void what_is_no_sound_is_refused_whatever_it_is_called() throws Exception {
        byte[] text = "This is no sound, whatever it says.".getBytes(StandardCharsets.UTF_8);

        assertThat(transcribe(form(MODEL, "talk.mp3", text))
                        .mustBeProblem(415, "UNSUPPORTED_MEDIA_TYPE")
                        .getString("detail"))
                .contains("talk.mp3", "flac");
    }

    @Test
    void what_does_not_fit_is_refused_field_by_field() throws Exception {
        Balance before = user.balance();

        JsonObject problem = transcribe(form(WITHOUT_TIMES, "talk.wav", wav(2))
                        .with("timestamps", "word")
                        .with("language", "English"))
                .mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactly("language", "timestamps");
        transcribe(new Form().file("talk.wav", wav(2))).mustBeProblem(400, "INVALID_REQUEST");
        transcribe(new Form().with("model", MODEL)).mustBeProblem(400, "INVALID_REQUEST");
        transcribe(form("gpt-4o", "talk.wav", wav(2))).mustBeProblem(400, "INVALID_MODEL");
        assertThat(user.balance()).isEqualTo(before);
    }

    private static Form form(String model, String name, byte[] content) {
        return new Form().with("model", model).file(name, content);
    }

    private Answer transcribe(Form form) throws Exception {
        return user.send(form.on(user.request("ai/transcribe")));
    }

    private Answer transcribe(Form form, String key) throws Exception {
        return user.send(form.on(user.request("ai/transcribe").header("Idempotency-Key", key)));
    }

    private BigDecimal cost(String model, int seconds) throws Exception {
        return user.get("ai/models/" + model)
                .mustBe(200)
                .json()
                .getJsonObject("pricing")
                .getJsonNumber("price")
                .bigDecimalValue()
                .multiply(BigDecimal.valueOf(seconds))
                .divide(BigDecimal.valueOf(60), SMALLEST_DIGITS, RoundingMode.CEILING);
    }

    /** Silence in 16 bits. */
    private static byte[] wav(int seconds) throws Exception {
        return wav(seconds, RATE);
    }

    /** Silence with so few samples a second that a long one is small. */
    private static byte[] slow(int seconds) throws Exception {
        return wav(seconds, 1_000);
    }

    private static byte[] wav(int seconds, int rate) throws Exception {
        AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
        byte[] silence = new byte[seconds * rate * 2];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(silence), format, (long) seconds * rate),
                AudioFileFormat.Type.WAVE,
                out);
        return out.toByteArray();
    }
}
