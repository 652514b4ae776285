package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void has_defaults_for_everything() throws StartFailure {
        Settings settings = Settings.read(environment(Map.of()));

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.address().isLoopbackAddress()).isTrue();
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.externalDatabase()).isEmpty();
        assertThat(settings.demo()).isEqualTo(DemoMode.AUTO);
        assertThat(settings.publicUrl()).isEmpty();
    }

    @Test
    void reads_every_key_from_the_environment() throws StartFailure {
        Settings settings = Settings.read(environment(Map.of(
                "ATRIUM_HTTP_PORT", "9090",
                "ATRIUM_HTTP_ADDRESS", "0.0.0.0",
                "ATRIUM_DATA_DIR", "/var/lib/atrium",
                "ATRIUM_DB_URL", "jdbc:postgresql://db/atrium",
                "ATRIUM_DB_USER", "me",
                "ATRIUM_DB_PASSWORD", "secret",
                "ATRIUM_DEMO", "Off",
                "ATRIUM_PUBLIC_URL", "https://ai.example.org")));

        assertThat(settings.port()).isEqualTo(9090);
        assertThat(settings.address().isAnyLocalAddress()).isTrue();
        assertThat(settings.dataDirectory())
                .isEqualTo(Path.of("/var/lib/atrium").toAbsolutePath());
        assertThat(settings.externalDatabase()).contains(new Database("jdbc:postgresql://db/atrium", "me", "secret"));
        assertThat(settings.demo()).isEqualTo(DemoMode.OFF);
        assertThat(settings.publicUrl()).contains(URI.create("https://ai.example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "atrium.http.port, eighty",
        "atrium.http.port, 65536",
        "atrium.http.port, -1",
        "atrium.http.address, no such host",
        "atrium.demo, perhaps",
        "atrium.signup, closed",
        "atrium.db.url, postgres://db/atrium",
        "atrium.public-url, ai.example.org",
        "atrium.provider.google.url, file:///etc",
        "atrium.admin.email, nobody",
    })
    void a_malformed_value_is_refused_in_a_sentence_that_names_the_key_and_the_value(String key, String value) {
        String variable = key.replaceAll("[.-]", "_").toUpperCase(java.util.Locale.ROOT);

        assertThatThrownBy(() -> Settings.read(environment(Map.of(variable, value))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value)
                .hasMessageContaining("must be")
                .hasMessageEndingWith(".");
    }

    @Test
    void a_password_in_a_malformed_database_address_is_not_repeated() {
        assertThatThrownBy(() ->
                        Settings.read(environment(Map.of("ATRIUM_DB_URL", "jdbc:mysql://db/atrium?password=secret"))))
                .isInstanceOf(StartFailure.class)
                .hasMessageNotContaining("secret");
    }

    private static Configuration environment(Map<String, String> variables) {
        return new Configuration(new Properties(), variables, new Properties());
    }
}
