package dev.atrium.rest.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.embedding.EmbedCommand;
import dev.atrium.image.ImageCommand;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.json.Bodies;
import dev.atrium.speech.SpeechCommand;
import dev.atrium.text.CompletionService.Completion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesOfServicesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Hello world\"             | Hello world",
                "[\"Hello world\"]           | Hello world",
                "[9906, 1917]                | Hello world",
                "[[9906, 1917]]              | Hello world"
            })
    void texts_for_vectors_come_in_many_forms(String input, String text) {
        EmbedCommand command = Bodies.read(
                        CreateEmbeddingRequest.class, "{\"model\": \"m\", \"dimensions\": 3, \"input\": " + input + "}")
                .command();

        assertThat(command.inputs()).containsExactly(text);
        assertThat(command.dimensions()).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "[]", "\"\"", "[\"a\", \"\"]", "7", "[[]]", "[\"a\", 1]", "[[1.5, \"a\"]]", "[99999999]"
            })
    void what_is_no_text_has_no_vector(String input) {
        CreateEmbeddingRequest request =
                Bodies.read(CreateEmbeddingRequest.class, "{\"model\": \"m\", \"input\": " + input + "}");

        assertThatThrownBy(request::command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                        refusal.errors().get(0).field())
                .startsWith("input"));
    }

    @Test
    void vectors_in_base64_have_the_low_byte_first() {
        assertThat(EmbeddingList.base64(new float[] {1f, -2f})).isEqualTo("AACAPwAAAMA=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "[\"a\"]", "[{\"type\": \"text\", \"text\": \"a\"}]"})
    void texts_to_judge_come_in_many_forms(String input) {
        assertThat(Bodies.read(CreateModerationRequest.class, "{\"input\": " + input + "}")
                        .command()
                        .inputs())
                .containsExactly("a");
    }

    @Test
    void pictures_are_not_judged() {
        CreateModerationRequest request =
                Bodies.read(CreateModerationRequest.class, "{\"input\": [{\"type\": \"image_url\"}]}");

        assertThatThrownBy(request::command).isInstanceOf(Refusal.class);
    }

    @Test
    void each_prompt_has_its_answers() {
        List<Completion> completions = Bodies.read(
                        CreateCompletionRequest.class,
                        "{\"model\": \"m\", \"prompt\": [\"a\", \"b\"], \"n\": 2, \"echo\": false, \"min_p\": 0.1}")
                .completions();

        assertThat(completions)
                .extracting(completion -> completion.messages().get(0).text())
                .containsExactly("a", "a", "b", "b");
        assertThat(completions.get(0).options().features().extra()).hasToString("{\"min_p\":0.1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"echo\": true",
                "\"suffix\": \"x\"",
                "\"best_of\": 3",
                "\"logprobs\": 2",
                "\"prompt\": [1, 2]",
                "\"n\": 9"
            })
    void what_prompts_cannot_have_is_refused(String member) {
        assertThatThrownBy(() -> Bodies.read(
                                CreateCompletionRequest.class, "{\"model\": \"m\", \"prompt\": \"a\", " + member + "}")
                        .completions())
                .isInstanceOf(Refusal.class);
    }

    @Test
    void auto_leaves_it_to_the_model() {
        ImageCommand command = Bodies.read(
                        CreateImageRequest.class,
                        "{\"model\": \"m\", \"prompt\": \"p\", \"size\": \"auto\", \"quality\": \"auto\", \"n\": 2}")
                .command();

        assertThat(command.size()).isEmpty();
        assertThat(command.quality()).isEmpty();
        assertThat(command.count()).isEqualTo(2);
    }

    @Test
    void bare_samples_are_taken_from_a_wav() {
        CreateSpeechRequest request = Bodies.read(
                CreateSpeechRequest.class, "{\"model\": \"m\", \"input\": \"p\", \"response_format\": \"pcm\"}");
        SpeechCommand command = request.command();

        assertThat(request.bareSamples()).isTrue();
        assertThat(command.format()).hasValue("wav");
    }

    @Test
    void transcripts_have_the_times_that_their_form_needs() {
        assertThat(TranscriptionWords.of(Optional.empty())).isEqualTo(TranscriptionWords.JSON);
        assertThat(TranscriptionWords.JSON.timestamps(List.of())).hasValue("none");
        assertThat(TranscriptionWords.SRT.timestamps(List.of())).isEmpty();
        assertThat(TranscriptionWords.VERBOSE_JSON.timestamps(List.of("segment", "word")))
                .hasValue("word");
        assertThat(TranscriptionWords.VERBOSE_JSON.timestamps(List.of("segment")))
                .hasValue("segment");
        assertThatThrownBy(() -> TranscriptionWords.TEXT.timestamps(List.of("word")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> TranscriptionWords.of(Optional.of("diarized_json")))
                .isInstanceOf(Refusal.class);
    }
}
