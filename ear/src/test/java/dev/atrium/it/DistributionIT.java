package dev.atrium.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionIT {

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @TempDir
    Path directory;

    @Test
    void serves_starts_again_after_it_was_killed_and_leaves_nothing_behind_when_it_is_stopped() throws Exception {
        try (Distribution killed = Distribution.with().dataDirectory(directory).start()) {
            assertThat(status(killed.uri())).isEqualTo(200);
            assertThat(status(killed.uri("health/ready"))).isEqualTo(200);
            assertThat(killed.output()).contains("No provider has a key, so the answers are simulated.");

            Distribution.Finished second =
                    Distribution.with().dataDirectory(directory).run();
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).singleElement().asString().contains("in use", "atrium.data-dir");

            killed.kill();
            ProcessHandle orphan = killed.database().orElseThrow();

            ProcessHandle database;
            try (Distribution next =
                    Distribution.with().dataDirectory(directory).start()) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(status(next.uri("health/ready"))).isEqualTo(200);
                assertThat(next.firstSignIn()).as("the account is still there").isEmpty();
                database = next.database().orElseThrow();
            }
            assertThat(database.isAlive()).isFalse();
        }
    }

    private int status(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
