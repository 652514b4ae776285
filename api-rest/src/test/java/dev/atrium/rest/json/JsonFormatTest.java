package dev.atrium.rest.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.credit.Credits;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class JsonFormatTest {

    public record Charged(Credits credits) {}

    public record Message(Instant createdAt, String parentId) {}

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000001",
        "19500, 0.0195",
        "1000000, 1",
        "100000000000, 100000",
        "9223372036854775807, 9223372036854.775807"
    })
    void creditsAreNumbersInPlainNotation(long micro, String number) {
        assertThat(JsonFormat.jsonb().toJson(new Charged(Credits.ofMicro(micro))))
                .isEqualTo("{\"credits\":" + number + "}");
    }

    @Test
    void instantsAreInUtcAndWhatIsAbsentIsLeftOut() {
        Message message = new Message(Instant.parse("2026-01-02T03:04:05.678Z"), null);

        assertThat(JsonFormat.jsonb().toJson(message)).isEqualTo("{\"createdAt\":\"2026-01-02T03:04:05.678Z\"}");
    }
}
