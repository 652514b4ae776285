package dev.atrium.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.TextRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadedRequestTest {

    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void a_picture_is_read_once_when_the_request_is_wanted_and_retries_get_the_same_request() {
        LoadedRequest loaded = new LoadedRequest(request(new ChatMessage.Image(Media.stored("image/png", () -> {
            reads.incrementAndGet();
            return new byte[] {1, 2, 3};
        }))));
        assertThat(reads).hasValue(0);

        TextRequest first = loaded.get();
        TextRequest again = loaded.get();

        assertThat(again).isSameAs(first);
        ChatMessage.Image picture =
                (ChatMessage.Image) first.messages().get(0).parts().get(0);
        assertThat(picture.media().bytes()).containsExactly(1, 2, 3);
        assertThat(picture.media().base64()).isEqualTo("AQID");
        assertThat(reads).hasValue(1);
    }

    @Test
    void a_request_without_pictures_is_itself() {
        TextRequest request = request(new ChatMessage.Text("Hello"));

        assertThat(new LoadedRequest(request).get()).isSameAs(request);
    }

    private static TextRequest request(ChatMessage.Part part) {
        return new TextRequest(
                "model",
                Optional.empty(),
                List.of(new ChatMessage(ChatMessage.Role.USER, List.of(part))),
                10,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }
}
