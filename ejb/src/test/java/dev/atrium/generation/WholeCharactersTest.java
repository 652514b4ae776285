package dev.atrium.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class WholeCharactersTest {

    private final WholeCharacters characters = new WholeCharacters();

    @Test
    void half_a_character_waits_for_the_other_half() {
        assertThat(characters.next("ok \uD83D")).isEqualTo("ok ");
        assertThat(characters.next("\uDE00 end")).isEqualTo("\uD83D\uDE00 end");
    }

    @Test
    void a_piece_may_be_nothing_but_half_a_character() {
        assertThat(characters.next("\uD83D")).isEmpty();
        assertThat(characters.next("\uDE00")).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void what_the_database_does_not_take_is_replaced() {
        assertThat(characters.next("a\0b")).isEqualTo("a\uFFFDb");
    }

    @Property
    void a_text_in_pieces_of_one_is_the_text(@ForAll @CharRange(from = '\u0001', to = '\uD7FF') String basic) {
        String text = basic + "\uD83D\uDC69\u200D\uD83D\uDC67" + basic;

        String joined = IntStream.range(0, text.length())
                .mapToObj(i -> characters.next(text.substring(i, i + 1)))
                .collect(Collectors.joining());

        assertThat(joined).isEqualTo(text);
    }
}
