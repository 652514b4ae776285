package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Images: made, paid by their number, kept, shown to their user alone, and deleted. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class ImageIT {

    private static final String MODEL = "chatgpt-image-latest";

    /** A model of which each call gives one image. */
    private static final String ONE_BY_ONE = "gemini-2.5-flash-image";

    private final Installation atrium;
    private Client user;

    ImageIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @Test
    void images_are_kept_and_paid_by_their_number() throws Exception {
        BigDecimal each = price(MODEL, "1024x1024", "medium");
        BigDecimal before = user.balance().balance();

        Answer answer = user.post(
                        "ai/images",
                        body(MODEL, "A fox in the snow", 2, "\"quality\":\"medium\",\"size\":\"1024x1024\""))
                .mustBe(200);

        JsonObject made = answer.json();
        BigDecimal cost = each.multiply(BigDecimal.valueOf(2));
        assertThat(made.getJsonNumber("credits").bigDecimalValue()).isEqualByComparingTo(cost);
        assertThat(new BigDecimal(answer.header("X-Credits-Charged"))).isEqualByComparingTo(cost);
        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(cost));
        assertThat(user.balance().reserved()).isZero();
        assertThat(made.getString("size")).isEqualTo("1024x1024");
        assertThat(made.getString("provider")).isEqualTo("openai");
        assertThat(made.getJsonArray("images")).hasSize(2);
        JsonObject image = made.getJsonArray("images").getJsonObject(0);
        var bytes = user.bytes(user.request(path(image.getString("url"))));
        assertThat(bytes.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(bytes.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("inline");
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes.body())).getWidth())
                .isEqualTo(1024);
        var saved = user.bytes(user.request(path(image.getString("url")) + "?download=true"));
        assertThat(saved.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"A fox in the snow-1.png\"");
        assertThat(user.bytes(user.request(path(image.getString("thumbnailUrl"))))
                        .statusCode())
                .isEqualTo(200);

        JsonObject generation = user.generation(made.getString("id"));
        assertThat(generation.getString("type")).isEqualTo("image");
        assertThat(generation.getString("prompt")).isEqualTo("A fox in the snow");
        assertThat(generation.getJsonObject("parameters").getString("quality")).isEqualTo("medium");
        assertThat(generation.getJsonArray("files")).hasSize(2);
        assertThat(history().getJsonObject(0).getJsonArray("files")).isEqualTo(generation.getJsonArray("files"));
        assertThat(atrium.ledger().differences()).isEmpty();
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @Test
    void the_estimate_is_what_it_costs() throws Exception {
        String body = body(MODEL, "A fox in the snow", 2, "\"service\":\"image\",\"quality\":\"medium\"");

        BigDecimal estimated = user.post("ai/estimate", body)
                .mustBe(200)
                .json()
                .getJsonObject("credits")
                .getJsonNumber("max")
                .bigDecimalValue();

        BigDecimal cost = user.post("ai/images", body)
                .mustBe(200)
                .json()
                .getJsonNumber("credits")
                .bigDecimalValue();
        assertThat(cost).isEqualByComparingTo(estimated).isPositive();
    }

    @Test
    void more_than_a_call_gives_takes_several_calls() throws Exception {
        String prompt = "A fox " + UUID.randomUUID();

        JsonObject made =
                user.post("ai/images", body(ONE_BY_ONE, prompt, 3)).mustBe(200).json();

        assertThat(made.getJsonArray("images")).hasSize(3);
        assertThat(timesAsked(prompt)).isEqualTo(3);
        assertThat(made.getJsonNumber("credits").bigDecimalValue())
                .isEqualByComparingTo(price(ONE_BY_ONE, "*", "*").multiply(BigDecimal.valueOf(3)));
    }

    @Test
    void one_call_that_fails_is_the_end_of_all_and_nothing_is_charged_or_kept() throws Exception {
        Balance before = user.balance();

        Answer refused = user.post("ai/images", body(ONE_BY_ONE, "[[times 1 fail policy]] A fox", 3));

        refused.mustBeProblem(400, "CONTENT_POLICY_VIOLATION");
        assertThat(user.balance()).isEqualTo(before);
        JsonObject generation = history().getJsonObject(0);
        assertThat(generation.getString("status")).isEqualTo("failed");
        assertThat(generation.containsKey("files")).isFalse();
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @Test
    void the_same_request_with_its_key_is_answered_again_and_paid_once() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = body(MODEL, "A fox in the snow", 1);

        Answer first = user.post("ai/images", body, key).mustBe(200);
        BigDecimal left = user.balance().balance();
        Answer second = user.post("ai/images", body, key).mustBe(200);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
        user.post("ai/images", body(MODEL, "A hare", 1), key).mustBeProblem(422, "IDEMPOTENCY_MISMATCH");
    }

    @Test
    void what_does_not_fit_is_refused_field_by_field_before_it_costs_anything() throws Exception {
        Balance before = user.balance();

        JsonObject problem = user.post(
                        "ai/images",
                        body(MODEL, "A fox", 99, "\"size\":\"1x1\",\"quality\":\"best\",\"style\":\"odd\""))
                .mustBeProblem(400, "INVALID_REQUEST");

        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(error -> error.getString("field"))
                .containsExactly("size", "quality", "style", "count");
        assertThat(problem.getString("detail")).contains("1024x1024");
        user.post("ai/images", body("gpt-4o", "A fox", 1)).mustBeProblem(400, "INVALID_MODEL");
        user.post("ai/images", "{\"model\":\"" + MODEL + "\"}").mustBeProblem(400, "INVALID_REQUEST");
        assertThat(user.balance()).isEqualTo(before);
        assertThat(history()).isEmpty();
    }

    @Test
    void somebody_elses_image_does_not_exist() throws Exception {
        JsonObject made =
                user.post("ai/images", body(MODEL, "A fox", 1)).mustBe(200).json();
        Client other = atrium.newUser();

        other.get("ai/generations/" + made.getString("id")).mustBeProblem(404, "NOT_FOUND");
        other.delete("ai/generations/" + made.getString("id")).mustBeProblem(404, "NOT_FOUND");
        other.get(path(made.getJsonArray("images").getJsonObject(0).getString("url")))
                .mustBeProblem(404, "NOT_FOUND");
        user.generation(made.getString("id"));
    }

    @Test
    void a_deleted_generation_takes_its_files_along_and_what_it_cost_stays() throws Exception {
        JsonObject made =
                user.post("ai/images", body(MODEL, "A fox", 1)).mustBe(200).json();
        BigDecimal left = user.balance().balance();
        String generation = "ai/generations/" + made.getString("id");

        user.delete(generation).mustBe(204);

        user.get(generation).mustBeProblem(404, "NOT_FOUND");
        user.delete(generation).mustBeProblem(404, "NOT_FOUND");
        user.get(path(made.getJsonArray("images").getJsonObject(0).getString("url")))
                .mustBeProblem(404, "NOT_FOUND");
        assertThat(history()).isEmpty();
        assertThat(user.balance().balance()).isEqualByComparingTo(left);
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @Test
    void a_message_of_a_conversation_is_deleted_with_it() throws Exception {
        JsonObject said =
                user.chat(Installation.HOUSE_MODEL, "Hello").whole().mustBe(200).json();

        JsonObject problem =
                user.delete("ai/generations/" + said.getString("generationId")).mustBeProblem(409, "CONFLICT");

        assertThat(problem.getString("detail")).contains(said.getString("conversationId"));
    }

    @Test
    void a_model_says_what_can_be_chosen() throws Exception {
        JsonObject model = user.get("ai/models/" + MODEL).mustBe(200).json();

        assertThat(texts(model, "sizes")).contains("1024x1024", "1536x1024");
        assertThat(texts(model, "qualities")).containsExactly("low", "medium", "high");
        assertThat(model.getInt("maxCount")).isEqualTo(10);
        assertThat(model.getInt("maxCharacters")).isPositive();
    }

    private JsonArray history() throws Exception {
        return user.get("ai/generations?type=image").mustBe(200).json().getJsonArray("items");
    }

    private BigDecimal price(String model, String size, String quality) throws Exception {
        return user
                .get("ai/models/" + model)
                .mustBe(200)
                .json()
                .getJsonObject("pricing")
                .getJsonArray("prices")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(price -> price.getString("size").equals(size)
                        && price.getString("quality").equals(quality))
                .map(price -> price.getJsonNumber("price").bigDecimalValue())
                .findFirst()
                .orElseThrow();
    }

    private long timesAsked(String prompt) {
        return atrium.providers().requests().stream()
                .filter(request -> request.body().contains(prompt))
                .count();
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name).getValuesAs(jakarta.json.JsonString.class).stream()
                .map(jakarta.json.JsonString::getString)
                .toList();
    }

    private static String path(String url) {
        return url.substring("/api/".length());
    }

    private static String body(String model, String prompt, int count, String... members) {
        String body = Json.createObjectBuilder()
                .add("model", model)
                .add("prompt", prompt)
                .add("count", count)
                .build()
                .toString();
        return members.length == 0 ? body : body.replaceFirst("\\{", "{" + members[0] + ",");
    }
}
