package dev.atrium.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The presets that come with Atrium are good ones. */
class SuppliedPresetsTest {

    private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");

    private final SuppliedPresets supplied = SuppliedPresets.read();

    @Test
    void there_are_some_twenty_in_six_categories() {
        assertThat(supplied.categories()).hasSize(6);
        assertThat(supplied.presets()).hasSizeBetween(20, 25);
        Set<String> names = supplied.categories().stream()
                .map(SuppliedPresets.Category::name)
                .collect(Collectors.toSet());
        assertThat(supplied.presets()).allSatisfy(preset -> assertThat(names)
                .contains(preset.category().orElseThrow()));
        assertThat(supplied.presets().stream().map(PresetDraft::category).distinct())
                .as("categories with presets")
                .hasSize(6);
    }

    @Test
    void each_is_as_every_preset_must_be_and_says_what_it_is_for() {
        assertThat(supplied.presets()).allSatisfy(preset -> {
            assertThat(preset.check("")).as(preset.name()).isEmpty();
            assertThat(preset.description()).isNotBlank();
            assertThat(preset.variables()).isNotEmpty();
            assertThat(preset.icon()).isPresent();
        });
        List<String> names = supplied.presets().stream().map(PresetDraft::name).toList();
        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    }

    @Test
    void each_makes_a_prompt_of_the_least_that_can_be_given_and_needs_every_variable() {
        assertThat(supplied.presets()).allSatisfy(preset -> {
            Map<String, Object> values = new HashMap<>();
            for (Variable variable : preset.variables()) {
                if (variable.required() && variable.defaultValue().isEmpty()) {
                    values.put(variable.name(), variable.type() == Variable.Type.NUMBER ? "3" : "something");
                }
                assertThat(preset.template()).contains("{{" + variable.name() + "}}");
            }
            String prompt = new Template(preset.template(), preset.variables()).fill(values);
            assertThat(prompt).doesNotContainPattern(BRACES);
        });
    }
}
