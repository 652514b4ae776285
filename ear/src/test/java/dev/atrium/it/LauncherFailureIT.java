package dev.atrium.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.it.Distribution.Finished;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start that cannot succeed says so in one sentence, with the key to change, and the exit code 1. */
class LauncherFailureIT {

    @ParameterizedTest
    @CsvSource({
        "atrium.http.port, eighty",
        "atrium.http.address, no such host",
        "atrium.demo, perhaps",
        "atrium.db.url, postgres://db/atrium",
        "atrium.public-url, ai.example.org",
    })
    void a_malformed_key(String key, String value) {
        assertRefused(Distribution.with().property(key, value).run(), key, value);
    }

    @Test
    void a_malformed_environment_variable() {
        Finished run = Distribution.with()
                .property("atrium.http.port", "")
                .environment("ATRIUM_HTTP_PORT", "eighty")
                .run();

        assertRefused(run, "atrium.http.port", "eighty");
    }

    @Test
    void a_malformed_key_that_only_the_application_reads() {
        assertRefused(
                Distribution.with()
                        .property("atrium.api.max-body-bytes", "much")
                        .run(),
                "atrium.api.max-body-bytes");
    }

    @Test
    void a_port_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertRefused(Distribution.with().property("atrium.http.port", port).run(), "atrium.http.port", port);
        }
    }

    @Test
    void a_data_directory_that_cannot_be_one(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertRefused(Distribution.with().dataDirectory(file).run(), "atrium.data-dir", file.toString());
    }

    @Test
    void an_external_database_that_does_not_answer() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Finished run = Distribution.with()
                .property("atrium.db.url", "jdbc:postgresql://127.0.0.1:" + closed + "/atrium?password=secret")
                .run();

        assertRefused(run, "atrium.db.url", Integer.toString(closed));
        assertThat(run.output()).noneMatch(line -> line.contains("secret"));
    }

    private static void assertRefused(Finished run, String... mentioned) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .filteredOn(line -> !line.startsWith("Starting Atrium"))
                .singleElement()
                .asString()
                .startsWith("Atrium cannot start: ")
                .contains(mentioned)
                .endsWith(".");
    }
}
