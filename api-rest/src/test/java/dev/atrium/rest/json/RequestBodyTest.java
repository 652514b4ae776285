package dev.atrium.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    private final RequestBody requestBody = new RequestBody(1000, 2000);

    @Test
    void takesABodyOfTheLimit() {
        assertThat(requestBody.read(new ByteArrayInputStream(new byte[1000]))).hasSize(1000);
    }

    @Test
    void refusesABodyOverTheLimitWithoutReadingOn() {
        ByteArrayInputStream stream = new ByteArrayInputStream(new byte[100_000]);

        assertThatThrownBy(() -> requestBody.read(stream))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
        assertThat(stream.available()).isEqualTo(100_000 - 1001);
    }

    @Test
    void aBodyWithMediaMayBeLarger() {
        assertThat(requestBody.readWithMedia(new ByteArrayInputStream(new byte[2000])))
                .hasSize(2000);
        assertThatThrownBy(() -> requestBody.readWithMedia(new ByteArrayInputStream(new byte[2001])))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
    }
}
