package dev.atrium.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    private final Configuration configuration =
            GivenConfig.configuration(Map.of("port", "eighty", "blank", "  ", "secret", "hunter2"));

    @Test
    void aBlankValueCountsAsNone() {
        assertThat(configuration.text("blank")).isEmpty();
    }

    @Test
    void aMalformedValueIsRefusedWithItsKeyAndWhatWasExpected() {
        assertThatThrownBy(() -> configuration.value("port", "must be a number", Integer::valueOf))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage("port must be a number, not \"eighty\".");
    }

    @Test
    void aMalformedSecretIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> configuration.secret("secret", "must be a number", Integer::valueOf))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage("secret must be a number.")
                .hasNoCause();
    }

    @Test
    void aMissingValueThatIsRequiredIsRefusedWithItsKey() {
        assertThatThrownBy(() -> configuration.required("missing", "must be a number", Integer::valueOf))
                .hasMessage("missing must be a number.");
    }
}
