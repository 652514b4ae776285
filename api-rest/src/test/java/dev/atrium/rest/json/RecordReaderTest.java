package dev.atrium.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class RecordReaderTest {

    public record Inner(String name) {}

    public record Body(
            String text, UUID id, Integer count, Double factor, Boolean flag, List<String> words, List<Inner> inners) {}

    public record Open(
            @JsonbProperty("first_name") String firstName,
            JsonValue any,
            JsonObject shape,
            @OtherMembers JsonObject others) {}

    @Test
    void membersThatNoComponentReadsAreGathered() {
        Open open = Bodies.read(Open.class, """
            {"first_name": "Ada", "any": [1, "a"], "shape": {"a": null}, "firstName": "no", "others": 1, "deep": {"er": [true]}}\
            """);

        assertThat(open.firstName()).isEqualTo("Ada");
        assertThat(open.any()).hasToString("[1,\"a\"]");
        assertThat(open.shape()).containsKey("a");
        assertThat(open.others()).hasToString("{\"firstName\":\"no\",\"others\":1,\"deep\":{\"er\":[true]}}");
    }

    @Test
    void fieldsAreNamedAsTheClientNamesThem() {
        assertThatThrownBy(() -> Bodies.read(Open.class, """
            {"first_name": 1, "shape": []}\
            """))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errors())
                        .containsExactly(
                                new FieldError("first_name", "must be a string"),
                                new FieldError("shape", "must be an object")));
    }

    @Test
    void readsEveryKindOfField() {
        UUID id = UUID.randomUUID();

        Body body = read("""
            {"text":"Grüße","id":"%s","count":5,"factor":0.5,"flag":true,"words":["a","b"],"inners":[{"name":"n"}]}\
            """.formatted(id));

        assertThat(body).isEqualTo(new Body("Grüße", id, 5, 0.5, true, List.of("a", "b"), List.of(new Inner("n"))));
    }

    @Test
    void absentAndNullFieldsAreNullAndUnknownOnesAreIgnored() {
        assertThat(read("""
            {"text":null,"unknown":{"deep":[1]}}\
            """)).isEqualTo(new Body(null, null, null, null, null, null, null));
    }

    @Test
    void namesEveryFieldOfAWrongType() {
        String json = """
            {"text":1,"id":"x","count":1.5,"factor":"1","flag":0,"words":["a",2],"inners":[{"name":true},7]}\
            """;

        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.errors())
                    .containsExactly(
                            new FieldError("text", "must be a string"),
                            new FieldError("id", "must be an id (UUID)"),
                            new FieldError("count", "must be a whole number"),
                            new FieldError("factor", "must be a number"),
                            new FieldError("flag", "must be true or false"),
                            new FieldError("words[1]", "must be a string"),
                            new FieldError("inners[0].name", "must be a string"),
                            new FieldError("inners[1]", "must be an object"));
        });
    }

    @ParameterizedTest
    @CsvSource({"1e999999999", "3000000000", "1e-5"})
    void aNumberThatDoesNotFitIsRefused(String number) {
        assertThatThrownBy(() -> read("{\"count\":" + number + "}"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errors())
                        .containsExactly(new FieldError("count", "must be a whole number")));
    }

    @Test
    void aCharacterThatTheDatabaseCannotHoldIsRefused() {
        assertThatThrownBy(() -> read("{\"text\":\"a\\u0000b\"}")).hasMessageContaining("U+0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"text\":}", "nonsense", "{}{"})
    void whatIsNoJsonIsRefusedInWordsAboutJson(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.detail()).contains("JSON");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).hasMessage("The body must be a JSON object.");
    }

    private static Body read(String json) {
        return RecordReader.read(Body.class, json.getBytes(UTF_8));
    }
}
