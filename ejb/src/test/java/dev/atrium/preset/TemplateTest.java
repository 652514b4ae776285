package dev.atrium.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atrium.preset.Variable.Type;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    private static final Variable TEXT = variable("text", Type.LONG_TEXT, true, null);
    private static final Variable LANGUAGE = new Variable(
            "language", "Language", Type.CHOICE, false, Optional.of("English"), List.of("English", "French"));
    private static final Variable COUNT = variable("count", Type.NUMBER, false, null);

    @Test
    void values_and_defaults_fill_the_gaps() {
        Template template = new Template("Into {{language}}: {{ text }} ({{language}})", List.of(TEXT, LANGUAGE));

        assertThat(template.fill(Map.of("text", "Hello"))).isEqualTo("Into English: Hello (English)");
        assertThat(template.fill(Map.of("text", "Hello", "language", "French")))
                .isEqualTo("Into French: Hello (French)");
    }

    @Test
    void what_need_not_be_given_may_be_empty() {
        assertThat(new Template("[{{count}}]", List.of(COUNT)).fill(Map.of())).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{text}}", "{{language}}", "$1 \\ $0", "{{{{text}}}}", "}} {{"})
    void a_value_is_taken_as_it_is(String value) {
        assertThat(new Template("<{{text}}>", List.of(TEXT, LANGUAGE)).fill(Map.of("text", value)))
                .isEqualTo("<" + value + ">");
    }

    @Property
    void whatever_a_value_is_it_stands_between_what_surrounds_the_gap(@ForAll String value) {
        String given = value.replace("\0", "");
        if (!given.isBlank()) {
            assertThat(new Template("a {{text}} b {{text}}", List.of(TEXT)).fill(Map.of("text", given)))
                    .isEqualTo("a " + given + " b " + given);
        }
    }

    @Test
    void a_number_may_come_as_a_number_or_as_text() {
        Template template = new Template("{{count}}", List.of(COUNT));

        assertThat(template.fill(Map.of("count", new BigDecimal("2.50")))).isEqualTo("2.50");
        assertThat(template.fill(Map.of("count", "7"))).isEqualTo("7");
    }

    @Test
    void a_short_number_does_not_become_a_long_text() {
        assertThat(new Template("{{count}}", List.of(COUNT)).fill(Map.of("count", new BigDecimal("1e999999999"))))
                .isEqualTo("1E+999999999");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_field_by_field() {
        Template template = new Template(
                "{{text}}{{language}}{{count}}{{line}}",
                List.of(TEXT, LANGUAGE, COUNT, variable("line", Type.TEXT, true, null)));
        Map<String, Object> values = new HashMap<>(Map.of("language", "Klingon", "count", "many", "other", "x"));
        values.put("line", "two\nlines");

        assertThat(errors(template, values))
                .containsExactly(
                        new FieldError("variables.text", "must be given"),
                        new FieldError("variables.language", "must be one of English, French"),
                        new FieldError("variables.count", "must be a number"),
                        new FieldError("variables.line", "must be a single line"),
                        new FieldError("variables.other", "is no variable of this preset"));
    }

    @Test
    void values_of_another_kind_are_refused() {
        Template template = new Template("{{text}}{{count}}", List.of(TEXT, COUNT));

        assertThat(errors(template, Map.of("text", List.of("x"), "count", true)))
                .containsExactly(
                        new FieldError("variables.text", "must be a string"),
                        new FieldError("variables.count", "must be a number"));
        assertThat(errors(template, Map.of("text", "a\0b")))
                .containsExactly(new FieldError("variables.text", "must not contain the character U+0000"));
    }

    @Test
    void what_is_blank_counts_as_not_given() {
        assertThat(errors(new Template("{{text}}", List.of(TEXT)), Map.of("text", " ")))
                .containsExactly(new FieldError("variables.text", "must be given"));
    }

    @ParameterizedTest
    @CsvSource({
        "{{text}}, ''",
        "{{ text }}, ''",
        "{{txet}}, {{txet}}",
        "{{Text}}, {{Text}}",
        "{{}}, {{}}",
        "{{two words}} and {{text}}, {{two words}}",
        "{text}, ''",
        "{{text, ''"
    })
    void what_is_between_double_braces_and_no_variable_is_found(String template, String unknown) {
        assertThat(String.join(",", new Template(template, List.of(TEXT)).unknown()))
                .isEqualTo(unknown);
    }

    private static List<FieldError> errors(Template template, Map<String, Object> values) {
        return catchThrowableOfType(Refusal.class, () -> template.fill(values)).errors();
    }

    private static Variable variable(String name, Type type, boolean required, String defaultValue) {
        return new Variable(name, name, type, required, Optional.ofNullable(defaultValue), List.of());
    }
}
