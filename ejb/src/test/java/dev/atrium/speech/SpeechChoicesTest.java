package dev.atrium.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.persistence.model.MediaChoices;
import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.SpeechAbilities;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpeechChoicesTest {

    private static final SpeechAbilities ABILITIES =
            new SpeechAbilities(List.of(AudioFormat.MP3, AudioFormat.FLAC), List.of("alloy", "ash"), 20, true, false);

    private final SpeechChoices choices = SpeechChoices.of(ABILITIES, MediaChoices.NONE, 60);

    @Test
    void the_usual_is_taken_where_nothing_was_said() {
        SpeechChoices.Chosen chosen = choices.choose(command("Hello.", null, OptionalDouble.empty(), null, null));

        assertThat(chosen.pieces()).containsExactly("Hello.");
        assertThat(chosen.voice()).isEqualTo("alloy");
        assertThat(chosen.format()).isEqualTo(AudioFormat.MP3);
        assertThat(chosen.speed()).isEmpty();
    }

    @Test
    void a_long_text_is_spoken_in_pieces_where_these_can_be_joined() {
        String text = "The first sentence. The second sentence.";

        assertThat(choices.choose(command(text, null, OptionalDouble.empty(), "mp3", null))
                        .pieces())
                .containsExactly("The first sentence.", "The second sentence.");
        assertThatThrownBy(() -> choices.choose(command(text, null, OptionalDouble.empty(), "flac", null)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Choose mp3, aac or wav, or shorten the text.");
    }

    @Test
    void every_field_that_does_not_fit_is_named_with_what_it_may_be() {
        assertThatThrownBy(
                        () -> choices.choose(command("x".repeat(61), "bob", OptionalDouble.of(9), "opus", "Whisper.")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errors())
                        .containsExactly(
                                new FieldError("text", "must have at most 60 characters, not 61"),
                                new FieldError("voice", "must be one of alloy, ash for m"),
                                new FieldError("format", "must be one of mp3, flac for m"),
                                new FieldError("speed", "must be from 0.25 to 4"),
                                new FieldError("instructions", "cannot be given to m")));
    }

    @Test
    void the_usual_speed_can_be_named_where_no_other_can_be_had() {
        SpeechChoices slow = SpeechChoices.of(
                new SpeechAbilities(List.of(AudioFormat.MP3), List.of("alloy"), 20, false, false),
                MediaChoices.NONE,
                60);

        assertThat(slow.choose(command("Hi", null, OptionalDouble.of(1), null, null))
                        .speed())
                .isEmpty();
        assertThatThrownBy(() -> slow.choose(command("Hi", null, OptionalDouble.of(2), null, null)))
                .hasMessage("speed cannot be chosen for m.");
    }

    @Test
    void bare_samples_are_asked_for_and_kept_as_wav() {
        SpeechChoices samples = SpeechChoices.of(
                new SpeechAbilities(List.of(AudioFormat.PCM), List.of(), 20, false, false), MediaChoices.NONE, 60);

        assertThat(samples.formats()).containsExactly(AudioFormat.WAV);
        assertThat(samples.asked(AudioFormat.WAV)).isEqualTo(AudioFormat.PCM);
        assertThatThrownBy(() -> samples.choose(command("Hi", null, OptionalDouble.empty(), null, null)))
                .hasMessage("voice must be given for m.");
        assertThat(samples.choose(command("Hi", "any", OptionalDouble.empty(), null, null))
                        .voice())
                .isEqualTo("any");
    }

    private static SpeechCommand command(
            String text, String voice, OptionalDouble speed, String format, String instructions) {
        return new SpeechCommand(
                "m",
                Optional.empty(),
                text,
                Optional.ofNullable(voice),
                speed,
                Optional.ofNullable(format),
                Optional.ofNullable(instructions));
    }
}
