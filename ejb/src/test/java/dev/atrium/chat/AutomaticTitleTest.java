package dev.atrium.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.conversation.Conversation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomaticTitleTest {

    @Test
    void a_short_first_line_is_the_title() {
        assertThat(AutomaticTitle.of("\n  Size a JDBC pool \nfor 200 requests")).isEqualTo("Size a JDBC pool");
    }

    @Test
    void a_long_line_is_cut_at_a_word() {
        String title =
                AutomaticTitle.of("How do I size a JDBC pool for two hundred concurrent requests on PostgreSQL?");

        assertThat(title).isEqualTo("How do I size a JDBC pool for two hundred concurrent…");
    }

    @Test
    void a_pair_of_surrogates_is_not_torn() {
        String title = AutomaticTitle.of("😀".repeat(100));

        assertThat(title).isEqualTo("😀".repeat(30) + "…");
        assertThat(AutomaticTitle.of("x" + "😀".repeat(100))).isEqualTo("x" + "😀".repeat(29) + "…");
    }

    @Property
    void whatever_is_said_has_a_title_that_can_be_stored(@ForAll String message) {
        assertThat(AutomaticTitle.of(message)).isNotBlank().hasSizeLessThanOrEqualTo(Conversation.MAX_TITLE_LENGTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "## A heading | A heading",
                "- an item | an item",
                "1. the first | the first",
                "> quoted | quoted",
                "2 + 2? | 2 + 2?",
                "#hashtag | #hashtag"
            })
    void marks_of_markdown_are_no_words(String line, String title) {
        assertThat(AutomaticTitle.of(line)).isEqualTo(title);
    }

    @Test
    void what_opens_code_is_passed_over() {
        assertThat(AutomaticTitle.of("```java\nint i = 0;\n```")).isEqualTo("int i = 0;");
        assertThat(AutomaticTitle.of("---\n\n\tmany   spaces")).isEqualTo("many spaces");
    }
}
