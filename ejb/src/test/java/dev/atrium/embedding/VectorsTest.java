package dev.atrium.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void vectors_are_stored_to_the_bit() {
        Vectors vectors = new Vectors(List.of(new float[] {1.5f, -0.1f, Float.MIN_VALUE}, new float[] {0.25f}));

        Vectors read = Vectors.read(vectors.document());

        assertThat(read.vectors()).hasSize(2);
        assertThat(read.vectors().get(0)).containsExactly(1.5f, -0.1f, Float.MIN_VALUE);
        assertThat(read.vectors().get(1)).containsExactly(0.25f);
        assertThat(vectors.bytes()).isEqualTo(16);
    }

    @Test
    void tokens_are_texts() {
        assertThat(TokenText.of(List.of(9906, 1917))).hasValue("Hello world");
        assertThat(TokenText.of(List.of(-1))).isEmpty();
        assertThat(TokenText.of(List.of(99_999_999))).isEmpty();
    }
}
