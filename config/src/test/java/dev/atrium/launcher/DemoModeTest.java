package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoModeTest {

    @Test
    void is_active_by_itself_while_nothing_is_configured_that_could_answer() {
        assertThat(DemoMode.AUTO.isActive(environment(Map.of()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPENAI_API_KEY",
                "ANTHROPIC_API_KEY",
                "GOOGLE_API_KEY",
                "MISTRAL_API_KEY",
                "ATRIUM_PROVIDER_MISTRAL_API_KEY",
                "ATRIUM_COMPATIBLE_OLLAMA_URL"
            })
    void is_not_active_by_itself_once_one_provider_is_configured(String variable) {
        assertThat(DemoMode.AUTO.isActive(environment(Map.of(variable, "configured"))))
                .isFalse();
    }

    @Test
    void an_address_without_a_key_is_not_yet_a_provider() {
        assertThat(DemoMode.AUTO.isActive(environment(Map.of("ATRIUM_PROVIDER_OPENAI_URL", "http://localhost:1/v1"))))
                .isTrue();
    }

    @Test
    void can_be_forced_either_way() {
        assertThat(DemoMode.ON.isActive(environment(Map.of("OPENAI_API_KEY", "key"))))
                .isTrue();
        assertThat(DemoMode.OFF.isActive(environment(Map.of()))).isFalse();
    }

    private static Configuration environment(Map<String, String> variables) {
        return new Configuration(new Properties(), variables, new Properties());
    }
}
