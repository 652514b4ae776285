package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TokensTest {

    @Property
    void tokens_joined_are_the_text(@ForAll String text) {
        assertThat(String.join("", Tokens.split(text))).isEqualTo(text);
        assertThat(Tokens.split(text)).hasSize(Tokens.count(text));
    }

    @Example
    void a_token_has_up_to_six_characters_and_the_white_space_before() {
        assertThat(Tokens.split("an extraordinary\n\n👩🏽‍💻 day "))
                .containsExactly("an", " extrao", "rdinar", "y", "\n\n👩🏽‍💻", " day", " ");
    }
}
