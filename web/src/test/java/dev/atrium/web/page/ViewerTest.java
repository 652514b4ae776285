package dev.atrium.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerTest {

    @ParameterizedTest
    @CsvSource({
        "anna.weber@example.org, AW",
        "admin@localhost, A",
        "j-p.o'neill@example.org, JP",
        "ömer@example.org, Ö",
        "42@example.org, 4",
        "_@example.org, ''",
        "'', ''"
    })
    void stands_for_an_address_by_the_first_letters_of_its_words(String email, String initials) {
        assertThat(Viewer.initials(email)).isEqualTo(initials);
    }
}
