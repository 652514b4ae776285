package dev.atrium.transcription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.provider.api.TranscriptionAbilities;
import dev.atrium.provider.api.TranscriptionRequest.Granularity;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TranscriptionChoicesTest {

    private static final TranscriptionChoices WITH_TIMES =
            TranscriptionChoices.of(new TranscriptionAbilities(Set.of(Granularity.values()), false, true, 1));
    private static final TranscriptionChoices WITHOUT =
            TranscriptionChoices.of(new TranscriptionAbilities(Set.of(), false, false, 1));

    @Test
    void times_are_what_the_model_has_and_the_sentences_are_usual() {
        assertThat(WITH_TIMES.timestamps()).containsExactly("segment", "word", "none");
        assertThat(WITH_TIMES.choose(command(null, null, null)).granularities()).containsExactly(Granularity.SEGMENT);
        assertThat(WITHOUT.choose(command(null, null, null)).granularities()).isEmpty();
    }

    @Test
    void words_come_with_the_sentences_that_they_are_in() {
        assertThat(WITH_TIMES.choose(command(null, "word", null)).granularities())
                .containsExactlyInAnyOrder(Granularity.WORD, Granularity.SEGMENT);
        assertThat(WITH_TIMES.choose(command(null, "none", null)).granularities())
                .isEmpty();
    }

    @Test
    void every_field_that_does_not_fit_is_named_with_what_it_may_be() {
        assertThatThrownBy(() -> WITHOUT.choose(command("English", "word", "Names")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errors())
                        .containsExactly(
                                new FieldError(
                                        "language", "must be the two letters of a language by ISO 639-1, such as en"),
                                new FieldError("timestamps", "must be one of none for m, not word"),
                                new FieldError("prompt", "cannot be given to m")));
    }

    @Test
    void what_is_stored_is_read_again_as_it_was() {
        TranscriptionResult transcript = new TranscriptionResult(
                "Hello. \"You\"?",
                Optional.of("en"),
                Optional.of(Duration.ofMillis(2_345)),
                Optional.empty(),
                List.of(new TranscriptionResult.Segment(
                        Duration.ZERO, Duration.ofMillis(1_001), "Hello.", Optional.of("A"))),
                List.of(new TranscriptionResult.Word(Duration.ofMillis(1_002), Duration.ofMillis(2_000), "You")),
                Optional.empty());

        assertThat(TranscriptDocument.read(TranscriptDocument.write(transcript)))
                .isEqualTo(transcript);
    }

    private static TranscribeCommand command(String language, String timestamps, String prompt) {
        return new TranscribeCommand(
                "m",
                Optional.empty(),
                Optional.ofNullable(language),
                Optional.ofNullable(timestamps),
                Optional.ofNullable(prompt));
    }
}
