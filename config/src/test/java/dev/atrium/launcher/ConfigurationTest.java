package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @Test
    void a_system_property_goes_before_the_environment_and_that_before_the_file() {
        Map<String, String> environment = Map.of("ATRIUM_DB_URL", "environment");
        Properties file = properties("atrium.db.url", "file");

        assertThat(new Configuration(properties("atrium.db.url", "property"), environment, file).find("atrium.db.url"))
                .contains("property");
        assertThat(new Configuration(new Properties(), environment, file).find("atrium.db.url"))
                .contains("environment");
        assertThat(new Configuration(new Properties(), Map.of(), file).find("atrium.db.url"))
                .contains("file");
    }

    @Test
    void the_environment_may_have_the_key_itself_or_with_underscores_or_in_upper_case() {
        for (String name : new String[] {"atrium.data-dir", "atrium_data_dir", "ATRIUM_DATA_DIR"}) {
            assertThat(environment(Map.of(name, "here")).find("atrium.data-dir"))
                    .as(name)
                    .contains("here");
        }
    }

    @Test
    void a_blank_value_counts_as_none() {
        assertThat(environment(Map.of("ATRIUM_DB_URL", " ")).find("atrium.db.url"))
                .isEmpty();
        assertThat(environment(Map.of("ATRIUM_COMPATIBLE_OLLAMA_URL", " ")).hasAny("atrium.compatible.", ".url"))
                .isFalse();
    }

    @Test
    void finds_a_key_with_a_name_of_the_users_own_in_its_middle() {
        assertThat(environment(Map.of("ATRIUM_COMPATIBLE_OLLAMA_URL", "http://x"))
                        .hasAny("atrium.compatible.", ".url"))
                .isTrue();
        assertThat(new Configuration(properties("atrium.compatible.vllm.url", "http://x"), Map.of(), new Properties())
                        .hasAny("atrium.compatible.", ".url"))
                .isTrue();
        assertThat(environment(Map.of("ATRIUM_COMPATIBLE_OLLAMA_MODELS", "m")).hasAny("atrium.compatible.", ".url"))
                .isFalse();
    }

    @Test
    void passes_on_from_the_file_what_no_other_source_has() {
        Properties file = properties("atrium.signup", "off");
        file.setProperty("atrium.demo", "on");

        assertThat(new Configuration(new Properties(), Map.of("ATRIUM_DEMO", "off"), file).onlyInFile())
                .containsExactly(Map.entry("atrium.signup", "off"));
    }

    @Test
    void a_file_that_is_not_one_of_properties_is_named(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("atrium.properties"), "atrium.demo=\\u12");

        assertThatThrownBy(() -> Configuration.ofProcess(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }

    private static Configuration environment(Map<String, String> variables) {
        return new Configuration(new Properties(), variables, new Properties());
    }

    private static Properties properties(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return properties;
    }
}
