package dev.atrium.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.preset.Preset.Visibility;
import dev.atrium.preset.Variable.Type;
import dev.atrium.refusal.FieldError;
import dev.atrium.text.TextOptions;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresetDraftTest {

    @Test
    void a_name_and_a_template_are_enough() {
        assertThat(draft("Translate", "Translate it").check("")).isEmpty();
    }

    @Test
    void a_gap_without_a_variable_is_refused() {
        assertThat(draft("Translate", "Translate {{text}} into {{language}}", text("text"))
                        .check(""))
                .containsExactly(new FieldError(
                        "template",
                        "uses {{language}}, of which there is no variable: add it to the variables, or mend its name"));
    }

    @Test
    void each_fault_has_its_field_below_the_prefix() {
        Variable choice = new Variable("kind", "Kind", Type.CHOICE, true, Optional.of("c"), List.of("a", "b"));
        Variable number =
                new Variable("2nd", "x".repeat(101), Type.NUMBER, true, Optional.of("many"), List.of("1", "2"));

        assertThat(draft("", " ", choice, choice, number).check("presets[0]."))
                .containsExactly(
                        new FieldError("presets[0].name", "must have 1 to 100 characters"),
                        new FieldError("presets[0].variables[0].default", "must be one of a, b"),
                        new FieldError("presets[0].variables[1].default", "must be one of a, b"),
                        new FieldError("presets[0].variables[1].name", "is there twice"),
                        new FieldError(
                                "presets[0].variables[2].name",
                                "must begin with a letter and have at most 50 letters, digits and underscores, without accents"),
                        new FieldError("presets[0].variables[2].label", "must have at most 100 characters"),
                        new FieldError("presets[0].variables[2].options", "must be empty: only a choice has options"),
                        new FieldError("presets[0].variables[2].default", "must be a number"),
                        new FieldError("presets[0].template", "must have 1 to 50000 characters"));
    }

    @Test
    void a_choice_needs_options_that_differ() {
        assertThat(faults(List.of())).containsExactly("must have 1 to 50 entries");
        assertThat(faults(Collections.nCopies(51, "a"))).containsExactly("must have 1 to 50 entries");
        assertThat(faults(List.of("a", " "))).containsExactly("must have entries of 1 to 200 characters");
        assertThat(faults(List.of("a", "a"))).containsExactly("has an entry twice");
        assertThat(faults(List.of("a", "b"))).isEmpty();
    }

    private static List<String> faults(List<String> options) {
        return new Variable("kind", "Kind", Type.CHOICE, true, Optional.empty(), options)
                .check("v").stream().map(FieldError::message).toList();
    }

    @Test
    void what_is_too_long_is_refused() {
        PresetDraft draft = new PresetDraft(
                "n",
                "d".repeat(501),
                Optional.empty(),
                Optional.of("i".repeat(101)),
                Optional.of("m".repeat(101)),
                Optional.of("s".repeat(50_001)),
                "t".repeat(50_001),
                Collections.nCopies(31, text("x")),
                TextOptions.DEFAULT,
                Visibility.PRIVATE);

        assertThat(draft.check(""))
                .extracting(FieldError::field)
                .containsExactly("description", "icon", "model", "system", "variables", "template");
    }

    private static Variable text(String name) {
        return new Variable(name, name, Type.TEXT, false, Optional.empty(), List.of());
    }

    private static PresetDraft draft(String name, String template, Variable... variables) {
        return new PresetDraft(
                name,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                template,
                List.of(variables),
                TextOptions.DEFAULT,
                Visibility.PRIVATE);
    }
}
