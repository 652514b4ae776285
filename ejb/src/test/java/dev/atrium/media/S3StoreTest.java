package dev.atrium.media;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a server that speaks S3 and checks who asks. */
class S3StoreTest extends MediaStoreContract {

    private static S3Server server;

    @BeforeAll
    static void startServer() throws Exception {
        server = S3Server.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Override
    MediaStore store() {
        return new S3Store(server.bucket("atrium-" + UUID.randomUUID()));
    }

    @Test
    void a_wrong_secret_is_told_without_showing_it() {
        MediaSettings.Bucket right = server.bucket("atrium-" + UUID.randomUUID());
        S3Store store = new S3Store(new MediaSettings.Bucket(
                right.endpoint(),
                right.name(),
                right.region(),
                Optional.of(new MediaSettings.Keys(S3Server.ACCESS, "a-wrong-secret")),
                true));

        assertThatThrownBy(() -> store.open("w/a", 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403")
                .hasMessageNotContaining("a-wrong-secret");
    }

    @Test
    void a_store_that_does_not_answer_fails() {
        MediaSettings.Bucket nowhere = new MediaSettings.Bucket(
                Optional.of(URI.create("http://127.0.0.1:1")),
                "atrium",
                "us-east-1",
                Optional.of(new MediaSettings.Keys("a", "b")),
                true);

        assertThatThrownBy(() -> new S3Store(nowhere).open("w/a", 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("S3");
    }
}
