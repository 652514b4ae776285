package dev.atrium.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenCounterTest {

    @Test
    void it_counts_as_openai_does() {
        // Counted with OpenAI's own tokenizer, encoding o200k_base.
        assertThat(TokenCounter.count("Hello, world!")).isEqualTo(4);
        assertThat(TokenCounter.count("")).isZero();
    }

    @Test
    void words_that_are_special_to_the_model_count_as_text() {
        assertThat(TokenCounter.count("<|endoftext|>")).isGreaterThan(1);
    }

    @Property(tries = 200)
    void a_text_never_has_more_tokens_than_the_bound(@ForAll String text) {
        assertThat(TokenCounter.count(text)).isLessThanOrEqualTo(TokenCounter.upperBound(text));
    }
}
