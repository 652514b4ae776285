package dev.atrium.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents as people have them, and as people make them who mean harm. */
@Timeout(60)
class TextExtractionTest {

    private static final String TEXT = "Quarterly figures: 4711";

    @TempDir
    private Path directory;

    private final TextExtraction texts =
            new TextExtraction(10_000, Duration.ofSeconds(30), Executors.defaultThreadFactory());

    @Test
    void text_is_read_from_every_type_that_is_promised() throws IOException {
        assertThat(read("report.pdf", Documents.pdf(TEXT))).isEqualTo(MediaTypes.PDF);
        assertThat(read("report.docx", Documents.docx(TEXT))).isEqualTo(MediaTypes.DOCX);
        assertThat(read("report.xlsx", Documents.xlsx(TEXT))).isEqualTo(MediaTypes.XLSX);
        assertThat(read("report.pptx", Documents.pptx(TEXT))).isEqualTo(MediaTypes.PPTX);
        assertThat(read("report.odt", Documents.odt("", TEXT))).isEqualTo(MediaTypes.ODT);
        assertThat(read("report.txt", utf8(TEXT))).isEqualTo(MediaTypes.PLAIN);
        assertThat(read("report.md", utf8("# Report\n\n" + TEXT))).isEqualTo(MediaTypes.MARKDOWN);
        assertThat(read("report.csv", utf8("a;b\n" + TEXT + ";1"))).isEqualTo(MediaTypes.CSV);
        assertThat(read("report.html", utf8("<!DOCTYPE html><html><body><p>" + TEXT + "</p></body></html>")))
                .isEqualTo(MediaTypes.HTML);
        assertThat(read("Report.java", utf8("/** " + TEXT + " */ class Report {}")))
                .isEqualTo(MediaTypes.PLAIN);
    }

    private String read(String name, byte[] content) throws IOException {
        Path file = file(name, content);
        String type = MediaTypes.detect(file, name);
        assertThat(texts.text(file, type, name)).as(name).contains(TEXT);
        return type;
    }

    @Test
    void text_in_another_encoding_is_read() throws IOException {
        String text = "Grüße aus Köln, schöne Übergabe und viel Erfolg für die nächsten Schritte";
        assertThat(texts.text(file("a.txt", text.getBytes(StandardCharsets.ISO_8859_1)), MediaTypes.PLAIN, "a.txt"))
                .isEqualTo(text);
        assertThat(texts.text(file("b.txt", text.getBytes(StandardCharsets.UTF_16)), MediaTypes.PLAIN, "b.txt"))
                .isEqualTo(text);
    }

    @Test
    void scripts_and_styles_of_a_page_are_no_text() throws IOException {
        String page = "<html><head><title>T</title><style>p{color:red}</style></head><body><script>alert(1)</script>"
                + TEXT + "</body></html>";

        assertThat(texts.text(file("a.html", utf8(page)), MediaTypes.HTML, "a.html"))
                .contains(TEXT)
                .doesNotContain("alert", "color");
    }

    @Test
    void what_an_entity_points_to_is_not_read() throws IOException {
        Path secret = file("secret", utf8("top secret"));
        String doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";

        for (byte[] document :
                new byte[][] {Documents.docx(doctype, TEXT + "&e;"), Documents.odt(doctype, TEXT + "&e;")}) {
            Path file = file("evil", document);
            String type = MediaTypes.detect(file, "evil");
            try {
                assertThat(texts.text(file, type, "evil")).doesNotContain("top secret");
            } catch (Refusal refused) {
                assertThat(refused.detail()).startsWith("evil is broken");
            }
        }
    }

    @Test
    void entities_that_multiply_come_to_an_end() throws IOException {
        StringBuilder doctype = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            doctype.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        byte[] document = Documents.odt(doctype + "]>", "&a39;");

        assertRefused("laughs.odt", document, MediaTypes.ODT, ErrorCode.INVALID_REQUEST, "broken");
    }

    @Test
    void a_protected_document_is_refused() throws IOException {
        assertRefused("secret.pdf", Documents.pdf(TEXT, "pass"), MediaTypes.PDF, ErrorCode.INVALID_REQUEST, "password");
    }

    @Test
    void a_broken_document_is_refused() throws IOException {
        byte[] pdf = Documents.pdf(TEXT);
        assertRefused("cut.pdf", Arrays.copyOf(pdf, 40), MediaTypes.PDF, ErrorCode.INVALID_REQUEST, "broken");
        byte[] docx = Documents.docx("", "<unclosed>");
        assertRefused("cut.docx", docx, MediaTypes.DOCX, ErrorCode.INVALID_REQUEST, "broken");
    }

    @Test
    void a_document_without_text_is_refused() throws IOException {
        assertRefused("scan.pdf", Documents.pdf(""), MediaTypes.PDF, ErrorCode.INVALID_REQUEST, "no text");
        assertRefused("blank.txt", utf8(" \n "), MediaTypes.PLAIN, ErrorCode.INVALID_REQUEST, "no text");
    }

    @Test
    void more_text_than_allowed_is_refused() throws IOException {
        byte[] just = utf8("x".repeat(9_999));
        assertThat(texts.text(file("just.txt", just), MediaTypes.PLAIN, "just.txt"))
                .hasSize(9_999);

        assertRefused(
                "long.txt",
                utf8("x".repeat(10_001)),
                MediaTypes.PLAIN,
                ErrorCode.PAYLOAD_TOO_LARGE,
                "10000 characters");
        assertRefused(
                "long.docx",
                Documents.docx("y ".repeat(10_000)),
                MediaTypes.DOCX,
                ErrorCode.PAYLOAD_TOO_LARGE,
                "10000 characters");
    }

    @Test
    void an_archive_that_unpacks_to_gigabytes_is_refused() throws IOException {
        assertRefused(
                "bomb.docx",
                Documents.bomb(300L * 1024 * 1024),
                MediaTypes.DOCX,
                ErrorCode.PAYLOAD_TOO_LARGE,
                "unpacks");
    }

    @Test
    void a_bomb_below_the_limit_is_refused_too() throws IOException {
        assertRefused(
                "bomb.docx", Documents.bomb(100L * 1024 * 1024), MediaTypes.DOCX, ErrorCode.INVALID_REQUEST, "broken");
    }

    @Test
    void what_takes_too_long_is_given_up_and_leaves_its_place() throws IOException {
        TextExtraction hasty =
                new TextExtraction(1_000_000_000, Duration.ofMillis(1), Executors.defaultThreadFactory());
        Path file = file("slow.txt", "word ".repeat(4_000_000).getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> hasty.text(file, MediaTypes.PLAIN, "slow.txt"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.detail())
                        .startsWith("slow.txt takes longer than"));
    }

    @Test
    void a_character_that_the_database_cannot_keep_does_not_come_through() throws IOException {
        assertThat(texts.text(file("zero.txt", utf8("before \0 after")), MediaTypes.PLAIN, "zero.txt"))
                .startsWith("before ")
                .endsWith(" after")
                .doesNotContain("\0");
    }

    private void assertRefused(String name, byte[] content, String type, ErrorCode code, String cause)
            throws IOException {
        Path file = file(name, content);
        assertThatThrownBy(() -> texts.text(file, type, name)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).as(refusal.detail()).isEqualTo(code);
            assertThat(refusal.detail()).startsWith(name + " ").contains(cause);
        });
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
