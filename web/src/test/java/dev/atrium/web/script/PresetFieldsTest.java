package dev.atrium.web.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code presets/fields.js}: the names that it finds are those that the server takes for gaps. */
class PresetFieldsTest {

    private static Scripts scripts;
    private static Value fields;

    @BeforeAll
    static void load() {
        scripts = new Scripts();
        fields = scripts.module("presets/fields.js");
    }

    @AfterAll
    static void close() {
        scripts.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Into {{language}}: {{ text }} | language,text",
                "{{a}}{{b}}{{a}} | a,b",
                "{{x_1}} {{X}} | x_1,X",
                "{{1st}} {{two words}} {one} {{}} | ''",
                "nothing | ''"
            })
    void names_are_found_once_in_their_order(String template, String names) {
        List<?> found = fields.invokeMember("namesIn", template).as(List.class);

        assertThat(String.join(",", found.stream().map(Object::toString).toList()))
                .isEqualTo(names);
    }
}
