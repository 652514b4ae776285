package dev.atrium.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource({
        "report.pdf, report.pdf",
        "../../etc/passwd, passwd",
        "C:\\Users\\ada\\Grüße.docx, Grüße.docx",
        "a\"b<c>.txt, a_b_c_.txt",
        "報告.pdf, 報告.pdf"
    })
    void a_name_is_what_comes_after_the_folders_without_what_means_something_elsewhere(String given, String expected) {
        assertThat(FileNames.sane(given)).isEqualTo(expected);
    }

    @Test
    void lines_and_text_that_runs_backwards_have_no_place_in_a_name() {
        assertThat(FileNames.sane("a\r\nSet-Cookie: x.txt")).isEqualTo("a__Set-Cookie_ x.txt");
        assertThat(FileNames.sane("invoice\u202Efdp.exe")).isEqualTo("invoice_fdp.exe");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "..", ".", "/", "folder/"})
    void what_is_no_name_gets_one(String given) {
        assertThat(FileNames.sane(given)).isEqualTo("file");
    }

    @Test
    void a_long_name_keeps_its_end() {
        assertThat(FileNames.sane("x".repeat(500) + ".pdf")).hasSize(200).endsWith("x.pdf");
        assertThat(FileNames.sane("😀".repeat(500))).hasSize(200);
    }
}
