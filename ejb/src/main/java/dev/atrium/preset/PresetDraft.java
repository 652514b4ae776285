package dev.atrium.preset;

import dev.atrium.persistence.preset.Preset.Visibility;
import dev.atrium.refusal.FieldError;
import dev.atrium.text.TextOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a preset is to be.
 *
 * @param category the name of a category
 * @param parameters how it is answered, where the request does not say
 */
public record PresetDraft(
        String name,
        String description,
        Optional<String> category,
        Optional<String> icon,
        Optional<String> model,
        Optional<String> system,
        String template,
        List<Variable> variables,
        TextOptions parameters,
        Visibility visibility) {

    /** The most characters of a name. */
    public static final int MOST_NAME_CHARACTERS = 100;

    private static final int MOST_DESCRIPTION_CHARACTERS = 500;
    private static final int MOST_WORD_CHARACTERS = 100;
    private static final int MOST_TEXT_CHARACTERS = 50_000;
    private static final int MOST_VARIABLES = 30;

    public PresetDraft {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        category = said(category);
        icon = said(icon);
        model = said(model);
        system = said(system);
        Objects.requireNonNull(template, "template");
        variables = List.copyOf(variables);
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(visibility, "visibility");
    }

    /** An empty text is none, which is how a change takes something away. */
    private static Optional<String> said(Optional<String> text) {
        return text.filter(value -> !value.isBlank());
    }

    /** The same under another name. */
    PresetDraft named(String newName) {
        return new PresetDraft(
                newName, description, category, icon, model, system, template, variables, parameters, visibility);
    }

    /** The same for its owner only. */
    PresetDraft privately() {
        return new PresetDraft(
                name, description, category, icon, model, system, template, variables, parameters, Visibility.PRIVATE);
    }

    /**
     * What is wrong with it, at most one message for each field.
     *
     * @param prefix what the paths of the fields begin with
     */
    List<FieldError> check(String prefix) {
        List<FieldError> errors = new ArrayList<>();
        if (name.isBlank() || name.length() > MOST_NAME_CHARACTERS) {
            errors.add(new FieldError(prefix + "name", "must have 1 to " + MOST_NAME_CHARACTERS + " characters"));
        }
        checkLength(prefix + "description", description, MOST_DESCRIPTION_CHARACTERS, errors);
        icon.ifPresent(text -> checkLength(prefix + "icon", text, MOST_WORD_CHARACTERS, errors));
        model.ifPresent(text -> checkLength(prefix + "model", text, MOST_WORD_CHARACTERS, errors));
        system.ifPresent(text -> checkLength(prefix + "system", text, MOST_TEXT_CHARACTERS, errors));
        checkVariables(prefix + "variables", errors);
        checkTemplate(prefix + "template", errors);
        return errors;
    }

    private static void checkLength(String path, String text, int most, List<FieldError> errors) {
        if (text.length() > most) {
            errors.add(new FieldError(path, "must have at most " + most + " characters"));
        }
    }

    private void checkVariables(String path, List<FieldError> errors) {
        if (variables.size() > MOST_VARIABLES) {
            errors.add(new FieldError(path, "must have at most " + MOST_VARIABLES + " entries"));
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < variables.size(); i++) {
            String place = path + "[" + i + "]";
            errors.addAll(variables.get(i).check(place));
            if (!names.add(variables.get(i).name())) {
                errors.add(new FieldError(place + ".name", "is there twice"));
            }
        }
    }

    private void checkTemplate(String path, List<FieldError> errors) {
        if (template.isBlank() || template.length() > MOST_TEXT_CHARACTERS) {
            errors.add(new FieldError(path, "must have 1 to " + MOST_TEXT_CHARACTERS + " characters"));
            return;
        }
        Set<String> unknown = new Template(template, variables).unknown();
        if (!unknown.isEmpty()) {
            errors.add(new FieldError(
                    path,
                    "uses " + String.join(", ", unknown)
                            + ", of which there is no variable: add it to the variables, or mend its name"));
        }
    }
}
