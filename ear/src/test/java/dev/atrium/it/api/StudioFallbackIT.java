package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a provider fails, another one makes images, speech and transcripts, if it can do all that was asked for. */
@ExtendWith(Installation.Shared.class)
@Timeout(180)
class StudioFallbackIT {

    private static final String IMAGES = "chatgpt-image-latest";
    private static final String OTHER_IMAGES = "gemini-2.5-flash-image";
    private static final String TRANSCRIPTS = "whisper-1";
    private static final String OTHER_TRANSCRIPTS = "voxtral-mini-latest";
    private static final String SPEECH = "tts-1-hd";

    /** As often as a provider is asked before it is given up, and to spare. */
    private static final int TRIES = 4;

    private final Installation atrium;
    private Client user;

    StudioFallbackIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @AfterEach
    void forgetWhatProvidersShouldSay() {
        atrium.providers().script().clear();
    }

    @Test
    void another_model_of_the_class_makes_the_images_as_large_and_at_its_own_price() throws Exception {
        BigDecimal before = user.balance().balance();

        JsonObject made = user.post("ai/images", image("[[on openai fail 503]] A fox"))
                .mustBe(200)
                .json();

        assertThat(made.getString("provider")).isEqualTo("google");
        assertThat(made.getString("model")).isEqualTo(OTHER_IMAGES);
        BigDecimal cost = price(OTHER_IMAGES)
                .getJsonArray("prices")
                .getJsonObject(0)
                .getJsonNumber("price")
                .bigDecimalValue();
        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(cost));
        assertThat(user.balance().reserved()).isZero();
        String file = made.getJsonArray("images").getJsonObject(0).getString("url");
        byte[] bytes =
                user.bytes(user.request(file.substring("/api/".length()))).body();
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(1024);
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @Test
    void nobody_else_is_asked_who_cannot_do_all_that_was_asked_for() throws Exception {
        Balance before = user.balance();

        user.post("ai/images", image("[[on openai fail 503]] A fox").add("quality", "high"))
                .mustBeProblem(503, "PROVIDER_UNAVAILABLE");

        assertThat(user.balance()).isEqualTo(before);
    }

    @Test
    void nobody_else_is_asked_where_the_workspace_does_not_want_it() throws Exception {
        user.allowFallback(false);

        user.post("ai/images", image("[[on openai fail 503]] A fox")).mustBeProblem(503, "PROVIDER_UNAVAILABLE");
    }

    @Test
    void another_model_of_the_class_listens_and_tells_the_same_times() throws Exception {
        BigDecimal before = user.balance().balance();
        atrium.providers().script().next("openai", TRIES, Behaviour.of("[[fail 503]]"));

        JsonObject heard = user.send(new Form()
                        .with("model", TRANSCRIPTS)
                        .file("talk.wav", wav(6))
                        .on(user.request("ai/transcribe")))
                .mustBe(200)
                .json();

        assertThat(heard.getString("provider")).isEqualTo("mistral");
        assertThat(heard.getString("model")).isEqualTo(OTHER_TRANSCRIPTS);
        assertThat(heard.getJsonArray("segments")).isNotEmpty();
        BigDecimal cost = price(OTHER_TRANSCRIPTS)
                .getJsonNumber("price")
                .bigDecimalValue()
                .divide(BigDecimal.TEN, 6, RoundingMode.CEILING);
        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(cost));
    }

    @Test
    void the_same_voice_of_another_provider_speaks() throws Exception {
        Client admin = atrium.admin();
        String standby = "standby-" + UUID.randomUUID().toString().substring(0, 8);
        String text = "[[on openai fail 503]] Good evening, " + standby;
        admin.post(
                        "admin/endpoints",
                        Json.createObjectBuilder()
                                .add("name", standby)
                                .add(
                                        "baseUrl",
                                        atrium.providers().baseUrl("compatible").toString())
                                .add("models", array(SPEECH)))
                .mustBe(201);
        try {
            JsonObject model = modelOf(admin, standby);
            admin.patch(
                            "admin/models/" + model.getString("id"),
                            Json.createObjectBuilder()
                                    .add("version", model.getInt("version"))
                                    .add("capabilities", array("speech"))
                                    .add("pricing", Json.createObjectBuilder().add("perMillionCharacters", 1000)))
                    .mustBe(200);

            JsonObject spoken = Soon.eventually(() -> user.post(
                            "ai/speech",
                            Json.createObjectBuilder()
                                    .add("model", SPEECH)
                                    .add("voice", "coral")
                                    .add("text", text))
                    .mustBe(200)
                    .json());

            assertThat(spoken.getString("provider")).isEqualTo(standby);
            assertThat(spoken.getString("voice")).isEqualTo("coral");
            assertThat(spoken.getString("format")).isEqualTo("mp3");
            assertThat(atrium.providers().requests())
                    .anyMatch(request -> request.provider().equals("openai")
                            && request.body().contains(standby));
        } finally {
            admin.delete("admin/endpoints/" + standby).mustBe(204);
        }
    }

    private static JsonObjectBuilder image(String prompt) {
        return Json.createObjectBuilder()
                .add("model", IMAGES)
                .add("prompt", prompt)
                .add("size", "1024x1024");
    }

    private static JsonArrayBuilder array(String word) {
        return Json.createArrayBuilder().add(word);
    }

    private static JsonObject modelOf(Client admin, String provider) throws Exception {
        return admin.get("admin/models").mustBe(200).json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(model -> model.getString("provider").equals(provider))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject price(String model) throws Exception {
        return user.get("ai/models/" + model).mustBe(200).json().getJsonObject("pricing");
    }

    /** Silence. */
    private static byte[] wav(int seconds) throws Exception {
        AudioFormat format = new AudioFormat(8_000, 16, 1, true, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(new byte[seconds * 16_000]), format, seconds * 8_000L),
                AudioFileFormat.Type.WAVE,
                out);
        return out.toByteArray();
    }
}
