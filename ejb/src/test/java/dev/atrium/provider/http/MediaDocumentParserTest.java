package dev.atrium.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.provider.api.MediaFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaDocumentParserTest {

    /** What is left of the document that the tests write. */
    public record Answer(List<Item> items, String text) {
        /** An item with a file. */
        public record Item(String name, String data) {}
    }

    @Property(tries = 60)
    void decodes_any_bytes(@ForAll @Size(max = 20_000) byte[] bytes) throws IOException {
        MediaFile file = only("{\"items\":[{\"data\" : \"" + Base64.getEncoder().encodeToString(bytes) + "\"}]}");
        try (file) {
            assertThat(Files.readAllBytes(file.path())).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/+=", "a\\/+=", "a\\/+\\u003d", "\\u0061\\u002F+\\u003D"})
    void reads_what_writers_of_json_escape(String base64) throws IOException {
        // "a/+=" are the bits of two bytes.
        try (MediaFile file = only("{\"items\":[{\"data\":\"" + base64 + "\"}]}")) {
            assertThat(Files.readAllBytes(file.path())).hasSize(2);
        }
    }

    @Test
    void keeps_everything_else() throws IOException {
        String json = "{\"text\":\"Grüße \\\"data\\\": \\\"x\\\" 🙂\",\"items\":[{\"name\":\"data\",\"data\":\"AAAA\"},"
                + "{\"name\":\"data:\",\"data\":null}],\"data\":[\"BBBB\"]}";

        parse(json).use(document -> {
            Answer answer = document.read(Answer.class);
            assertThat(answer.text()).isEqualTo("Grüße \"data\": \"x\" 🙂");
            assertThat(answer.items()).containsExactly(new Answer.Item("data", "0"), new Answer.Item("data:", null));
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":\"AAAA", "{\"data\":\"A*AA\"}", "{\"data\":\"AAAA\",\"name\":\"x\\"})
    void fails_where_the_document_breaks_off_or_a_file_is_none(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(IOException.class);
    }

    @Test
    void deletes_what_nobody_takes_and_everything_when_the_reader_fails() throws IOException {
        MediaDocument document = parse("{\"items\":[{\"data\":\"AAAA\"},{\"data\":\"AAAA\"}]}");
        MediaFile[] taken = new MediaFile[2];
        document.use(answer -> taken[0] = answer.take("0", "image/png"));
        assertThat(taken[0].path()).exists();
        taken[0].close();

        assertThatThrownBy(() -> parse("{\"items\":[{\"data\":\"AAAA\"}]}").use(answer -> {
                    taken[1] = answer.take("0", "image/png");
                    throw new IllegalStateException("no image");
                }))
                .hasMessage("no image");
        assertThat(taken[1].path()).doesNotExist();
    }

    private static MediaFile only(String json) throws IOException {
        return parse(json)
                .use(document ->
                        document.take(document.read(Answer.class).items().get(0).data(), "application/octet-stream"));
    }

    private static MediaDocument parse(String json) throws IOException {
        return new MediaDocumentParser(Set.of("data"))
                .parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
