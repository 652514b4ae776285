package dev.atrium.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTextTest {

    private static final Object[] VALUES = {"one", "two", "three", "four"};

    @ParameterizedTest
    @EnumSource
    void every_text_is_there_in_every_language_with_all_its_values(MailText text) {
        Mail english = text.to("ada@example.org", Optional.empty(), VALUES);
        Mail german = text.to("ada@example.org", Optional.of("de"), VALUES);

        for (Mail mail : new Mail[] {english, german}) {
            assertThat(mail.subject()).isNotBlank().doesNotContain("{", "''");
            assertThat(mail.body()).endsWith(".\n").doesNotContain("{", "''");
        }
        assertThat(german.subject()).isNotEqualTo(english.subject());
        assertThat(german.body()).isNotEqualTo(english.body());
    }

    @Test
    void a_language_without_texts_gets_the_english_ones() {
        assertThat(MailText.RESET.to("ada@example.org", Optional.of("fr"), "link"))
                .isEqualTo(MailText.RESET.to("ada@example.org", Optional.empty(), "link"));
    }

    @Test
    void what_people_name_things_adds_no_lines_to_the_subject() {
        Mail mail = MailText.BUDGET_TOKEN.to(
                "ada@example.org", Optional.empty(), "a\nBcc: eve@example.org", "80\r\nX: 1", 1, 2);

        assertThat(mail.subject()).doesNotContain("\r", "\n");
        assertThatThrownBy(() -> new Mail("ada@example.org", "a\nb", "text"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
