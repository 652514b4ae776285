package dev.atrium.speech;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpeechTextTest {

    @Test
    void cuts_between_sentences() {
        assertThat(SpeechText.pieces("One sentence. Another one! And a third? Yes.", 30))
                .containsExactly("One sentence. Another one!", "And a third? Yes.");
    }

    @Test
    void cuts_a_long_sentence_between_words() {
        assertThat(SpeechText.pieces("a sentence that goes on and on", 12))
                .containsExactly("a sentence", "that goes on", "and on");
    }

    @Test
    void cuts_a_long_word_between_characters_and_no_character() {
        assertThat(SpeechText.pieces("🙂🙂🙂🙂🙂", 5)).containsExactly("🙂🙂", "🙂🙂", "🙂");
    }

    @Test
    void leaves_a_short_text_alone() {
        assertThat(SpeechText.pieces("  Good morning.\n", 4096)).containsExactly("Good morning.");
    }

    @Property(tries = 300)
    void loses_nothing_but_white_space_and_keeps_to_the_limit(
            @ForAll("texts") String text, @ForAll @IntRange(min = 4, max = 60) int most) {
        var pieces = SpeechText.pieces(text, most);

        assertThat(String.join("", pieces).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(most));
        assertThat(pieces).noneMatch(String::isBlank);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("word", " ", ". ", "! ", "\n", "Grüße", "世界。", "🙂", "verylongwordwithoutanyend", "3.5")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }
}
