package dev.atrium.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenSecretTest {

    @Test
    void secrets_are_long_known_by_their_prefix_and_all_different() {
        TokenSecret one = TokenSecret.random("atr_");

        assertThat(one.text())
                .matches("atr_[A-Za-z0-9_-]{43}")
                .isNotEqualTo(TokenSecret.random("atr_").text());
    }

    @Test
    void the_hash_is_sha_256() {
        // "abc", the first example of FIPS 180-2.
        assertThat(new TokenSecret("abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void it_does_not_show_itself() {
        assertThat(new TokenSecret("abc")).hasToString("TokenSecret");
    }
}
