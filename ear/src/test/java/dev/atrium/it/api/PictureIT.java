package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.RecordedRequest;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that are sent with messages. The providers refuse those that are not what they are said to be. */
@ExtendWith(Installation.Shared.class)
class PictureIT {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{100,}={0,2}");

    private final Installation atrium;
    private Client user;

    PictureIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, " + Installation.OPENAI_MODEL,
        "anthropic, " + Installation.ANTHROPIC_MODEL,
        "google, " + Installation.GOOGLE_MODEL,
        "mistral, " + Installation.MISTRAL_MODEL
    })
    void a_model_that_sees_gets_the_picture_in_every_turn(String provider, String model) throws Exception {
        JsonObject chart = upload("chart.png", picture("png", 60, 40));

        String conversation =
                ask(model, "What is this?", chart).mustBe(200).json().getString("conversationId");

        assertThat(pictures(provider)).singleElement().satisfies(sent -> {
            assertThat(sent.getWidth()).isEqualTo(60);
            assertThat(sent.getHeight()).isEqualTo(40);
        });
        assertThat(sent(provider)).contains("chart.png").contains("What is this?");

        user.chat(model, "And now?").in(conversation).whole().mustBe(200);

        assertThat(pictures(provider)).hasSize(1);
        JsonObject question = user.messages(conversation).get(0);
        assertThat(question.getString("content")).isEqualTo("What is this?");
        assertThat(question.getJsonArray("attachments").getJsonObject(0).getString("thumbnailUrl"))
                .endsWith("/thumbnail");
    }

    @Test
    void what_is_large_or_animated_goes_as_a_jpeg_of_which_models_make_use() throws Exception {
        JsonObject wide = upload("wide.png", picture("png", 3000, 300));
        JsonObject moving = upload("moving.gif", picture("gif", 50, 30));

        ask(Installation.GOOGLE_MODEL, "Compare them", wide, moving).mustBe(200);

        assertThat(pictures("google")).extracting(BufferedImage::getWidth).containsExactly(2000, 50);
        assertThat(sent("google")).contains("image/jpeg").doesNotContain("image/gif");
    }

    @Test
    void a_model_that_does_not_see_is_not_asked_and_nothing_is_stored_or_charged() throws Exception {
        JsonObject note = upload("note.txt", "Buy milk.".getBytes());
        JsonObject chart = upload("chart.png", picture("png", 60, 40));

        JsonObject problem =
                ask(Installation.HOUSE_MODEL, "What is this?", note, chart).mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("attachments[1]");
        assertThat(problem.getString("detail")).contains("chart.png", "house-small does not see");
        assertThat(user.conversationCount()).isZero();
        assertThat(user.balance().available()).isEqualByComparingTo(BigDecimal.valueOf(Installation.SIGN_UP_CREDITS));
        assertThat(user.balance().reserved()).isZero();
    }

    @Test
    void a_conversation_with_pictures_goes_on_with_a_model_that_does_not_see() throws Exception {
        JsonObject chart = upload("chart.png", picture("png", 60, 40));
        String conversation = ask(Installation.GOOGLE_MODEL, "What is this?", chart)
                .mustBe(200)
                .json()
                .getString("conversationId");

        user.chat(Installation.HOUSE_MODEL, "Say it shorter")
                .in(conversation)
                .whole()
                .mustBe(200);

        assertThat(sent("compatible")).contains("chart.png", "What is this?", "Say it shorter");
        assertThat(pictures("compatible")).isEmpty();
    }

    @Test
    void a_picture_is_part_of_what_a_message_may_cost() throws Exception {
        JsonObject chart = upload("chart.png", picture("png", 60, 40));
        Price price = user.price(Installation.ANTHROPIC_MODEL);

        BigDecimal more = estimate("Look", chart).subtract(estimate("Look"));

        // Anthropic counts no more tokens for a picture.
        assertThat(more).isGreaterThanOrEqualTo(price.of(4_784, 0));
    }

    private BigDecimal estimate(String message, JsonObject... files) throws Exception {
        return user.post(
                        "ai/estimate",
                        Json.createObjectBuilder()
                                .add("service", "text")
                                .add("model", Installation.ANTHROPIC_MODEL)
                                .add("message", message)
                                .add("attachments", ids(files)))
                .mustBe(200)
                .json()
                .getJsonObject("credits")
                .getJsonNumber("max")
                .bigDecimalValue();
    }

    private Answer ask(String model, String message, JsonObject... files) throws Exception {
        return user.chat(model, message).with("attachments", ids(files).build()).whole();
    }

    private static JsonArrayBuilder ids(JsonObject... files) {
        var ids = Json.createArrayBuilder();
        for (JsonObject file : files) {
            ids.add(file.getString("id"));
        }
        return ids;
    }

    private JsonObject upload(String name, byte[] content) throws Exception {
        return user.send(new Form().file(name, content).on(user.request("files")))
                .mustBe(201)
                .json();
    }

    /** The pictures in the last request that a provider got, in their order. */
    private List<BufferedImage> pictures(String provider) {
        return BASE64.matcher(sent(provider).replace("\\/", "/"))
                .results()
                .map(found -> decoded(found.group()))
                .toList();
    }

    private static BufferedImage decoded(String base64) {
        try {
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        } catch (IOException e) {
            throw new AssertionError("No picture: " + base64, e);
        }
    }

    private String sent(String provider) {
        List<RecordedRequest> requests = atrium.providers().requests().stream()
                .filter(request ->
                        request.provider().equals(provider) && request.method().equals("POST"))
                .toList();
        return requests.get(requests.size() - 1).body();
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, (x / 20 * 37 + y / 20 * 11) << 8);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
