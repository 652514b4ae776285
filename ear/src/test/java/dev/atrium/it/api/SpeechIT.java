package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Speech: spoken whole or in pieces, paid by the character, kept with its length. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class SpeechIT {

    private static final String MODEL = "gpt-4o-mini-tts";

    /** A model that speaks in bare samples. */
    private static final String SAMPLES = "gemini-2.5-flash-preview-tts";

    private static final int MILLION_DIGITS = 6;
    private static final int SMALLEST_DIGITS = 6;

    private final Installation atrium;
    private Client user;

    SpeechIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @Test
    void a_text_is_spoken_kept_and_paid_by_its_characters() throws Exception {
        BigDecimal before = user.balance().balance();
        String text = "Grüße an alle 🙂.";

        JsonObject made = speak(text(text).add("voice", "coral").add("speed", 1.5))
                .mustBe(200)
                .json();

        BigDecimal cost = cost(MODEL, text.codePointCount(0, text.length()));
        assertThat(made.getJsonNumber("credits").bigDecimalValue()).isEqualByComparingTo(cost);
        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(cost));
        assertThat(made.getString("format")).isEqualTo("mp3");
        assertThat(made.getString("voice")).isEqualTo("coral");
        assertThat(made.getJsonNumber("duration").doubleValue()).isPositive();
        var sound = user.bytes(user.request(path(made)));
        assertThat(sound.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
        JsonObject generation = user.generation(made.getString("id"));
        assertThat(generation.getJsonObject("parameters").getJsonNumber("speed").doubleValue())
                .isEqualTo(1.5);
        assertThat(generation.getJsonArray("files").getJsonObject(0).getJsonNumber("duration"))
                .isEqualTo(made.getJsonNumber("duration"));
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @Test
    void a_text_that_is_too_long_for_a_call_is_spoken_in_pieces_that_become_one() throws Exception {
        String id = UUID.randomUUID().toString();
        // Spoken fast, so that the workspace has room for it.
        String text = ("A sentence of " + id + ". ").repeat(100).strip();

        JsonObject made = speak(text(text).add("speed", 4)).mustBe(200).json();

        assertThat(atrium.providers().requests().stream()
                        .filter(request -> request.body().contains(id)))
                .hasSizeGreaterThan(1);
        assertThat(made.getJsonNumber("credits").bigDecimalValue()).isEqualByComparingTo(cost(MODEL, text.length()));
        assertThat(made.getJsonNumber("duration").doubleValue()).isGreaterThan(60);
    }

    @Test
    void where_pieces_cannot_be_joined_a_long_text_is_refused() throws Exception {
        JsonObject problem =
                speak(text("A sentence. ".repeat(500)).add("format", "flac")).mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getString("detail")).contains("flac", "Choose mp3, aac or wav");
    }

    @Test
    void bare_samples_become_a_file_that_players_know() throws Exception {
        JsonObject made =
                speak(text("Good morning.").add("model", SAMPLES)).mustBe(200).json();

        assertThat(made.getString("format")).isEqualTo("wav");
        byte[] sound = user.bytes(user.request(path(made))).body();
        try (AudioInputStream wav = AudioSystem.getAudioInputStream(new ByteArrayInputStream(sound))) {
            AudioFormat format = wav.getFormat();
            assertThat(format.getSampleSizeInBits()).isEqualTo(16);
            assertThat(wav.getFrameLength() / (double) format.getFrameRate())
                    .isCloseTo(made.getJsonNumber("duration").doubleValue(), within(0.001));
        }
    }

    @Test
    void a_piece_that_fails_is_the_end_of_all_and_nothing_is_charged() throws Exception {
        Balance before = user.balance();

        speak(text("[[fail 400]] " + "A sentence. ".repeat(500))).mustBeProblem(502, "PROVIDER_ERROR");

        assertThat(user.balance()).isEqualTo(before);
        assertThat(user.get("ai/generations?type=speech&status=failed")
                        .mustBe(200)
                        .json()
                        .getInt("total"))
                .isEqualTo(1);
    }

    @Test
    void the_same_request_with_its_key_is_answered_again_and_paid_once() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = text("Good morning.").build().toString();

        Answer first = user.post("ai/speech", body, key).mustBe(200);
        BigDecimal left = user.balance().balance();
        Answer second = user.post("ai/speech", body, key).mustBe(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
    }

    @Test
    void what_does_not_fit_is_refused_field_by_field() throws Exception {
        JsonObject problem = speak(
                        text("Hello").add("voice", "nobody").add("speed", 9).add("format", "midi"))
                .mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactly("voice", "format", "speed");
        assertThat(problem.getString("detail")).contains("alloy");
        speak(text("  ")).mustBeProblem(400, "INVALID_REQUEST");
        speak(text("x".repeat(50_001))).mustBeProblem(400, "INVALID_REQUEST");
    }

    @Test
    void the_estimate_is_what_it_costs() throws Exception {
        BigDecimal estimated = user.post("ai/estimate", text("Good morning.").add("service", "speech"))
                .mustBe(200)
                .json()
                .getJsonObject("credits")
                .getJsonNumber("max")
                .bigDecimalValue();

        assertThat(speak(text("Good morning."))
                        .mustBe(200)
                        .json()
                        .getJsonNumber("credits")
                        .bigDecimalValue())
                .isEqualByComparingTo(estimated);
    }

    private Answer speak(JsonObjectBuilder body) throws Exception {
        return user.post("ai/speech", body);
    }

    private static JsonObjectBuilder text(String text) {
        return Json.createObjectBuilder().add("model", MODEL).add("text", text);
    }

    private BigDecimal cost(String model, long characters) throws Exception {
        return user.get("ai/models/" + model)
                .mustBe(200)
                .json()
                .getJsonObject("pricing")
                .getJsonNumber("price")
                .bigDecimalValue()
                .multiply(BigDecimal.valueOf(characters))
                .movePointLeft(MILLION_DIGITS)
                .setScale(SMALLEST_DIGITS, RoundingMode.CEILING);
    }

    private static String path(JsonObject made) {
        return made.getString("url").substring("/api/".length());
    }
}
