package dev.atrium.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is long and text is compressed on its way; what comes piece by piece is not. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
class CompressionIT {

    private final Installation atrium;
    private Client user;

    CompressionIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void signUp() throws Exception {
        user = atrium.newUser();
    }

    @Test
    void a_list_is_compressed_for_who_takes_it_and_is_the_same_list() throws Exception {
        String plain = user.get("ai/models").mustBe(200).body();

        HttpResponse<byte[]> answer = user.bytes(
                user.request("ai/models").header("Accept-Encoding", "gzip").GET());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(answer.body().length).isLessThan(plain.length() / 2);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(unpacked.readAllBytes(), UTF_8)).isEqualTo(plain);
        }
    }

    @Test
    void an_event_stream_is_not() throws Exception {
        try (EventStream stream = user.open(user.json(
                        "ai/completions",
                        "POST",
                        "{\"model\":\"" + Installation.HOUSE_MODEL + "\",\"prompt\":\"Hello\",\"stream\":true}")
                .header("Accept-Encoding", "gzip"))) {
            assertThat(stream.header("Content-Encoding")).isNull();
            stream.done();
        }
    }
}
