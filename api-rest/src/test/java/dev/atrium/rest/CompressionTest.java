package dev.atrium.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, GZIP", "br;q=1.0, gzip;q=0.8, *;q=0.1", "*", "gzip; q=0.001"})
    void who_takes_gzip_gets_it(String acceptEncoding) {
        assertThat(Compression.wanted(acceptEncoding)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip;q=0.000, br", "x-gzip-like"})
    void who_does_not_gets_plain_text(String acceptEncoding) {
        assertThat(Compression.wanted(acceptEncoding)).isFalse();
    }

    @Test
    void who_does_not_say_gets_plain_text() {
        assertThat(Compression.wanted(null)).isFalse();
    }
}
