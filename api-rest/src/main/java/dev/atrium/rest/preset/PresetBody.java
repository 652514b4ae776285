package dev.atrium.rest.preset;

import dev.atrium.persistence.preset.Preset.Visibility;
import dev.atrium.preset.PresetDraft;
import dev.atrium.preset.Variable;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.text.Parameters;
import dev.atrium.text.TextOptions;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a preset is to be, or in a change what of it is to be different: what is absent stays. An empty text takes something away that need not
 * be there.
 *
 * @param category the name of a category
 * @param icon the name of an icon of the portal
 * @param model the model to ask, where a request names none
 * @param system the system prompt, where a request has none
 * @param template the prompt; {@code {{name}}} stands for the value of a variable
 * @param parameters how it is answered, where a request does not say
 * @param visibility {@code private}, {@code workspace} or {@code organisation}
 */
@Schema(example = """
    {"name": "Translate", "category": "Communication", "template": "Translate into {{language}}:\\n{{text}}",
     "variables": [{"name": "language", "type": "choice", "options": ["English", "French"], "default": "English"},
                   {"name": "text", "label": "Text", "type": "longText", "required": true}],
     "parameters": {"temperature": 0.2}, "visibility": "workspace"}\
    """)
public record PresetBody(
        String name,
        String description,
        String category,
        String icon,
        String model,
        String system,
        String template,
        List<VariableBody> variables,
        @Valid Parameters parameters,
        String visibility) {

    private static final PresetDraft NOTHING = new PresetDraft(
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            List.of(),
            TextOptions.DEFAULT,
            Visibility.PRIVATE);

    PresetDraft draft() {
        return changed(NOTHING);
    }

    /** @throws Refusal when something is not even of its kind */
    PresetDraft changed(PresetDraft before) {
        List<FieldError> errors = new ArrayList<>();
        PresetDraft draft = changed(before, "", errors);
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return draft;
    }

    /**
     * A preset of a file.
     *
     * @param path what the paths of its fields begin with
     */
    PresetDraft imported(String path, List<FieldError> errors) {
        return changed(NOTHING, path, errors);
    }

    private PresetDraft changed(PresetDraft before, String path, List<FieldError> errors) {
        return new PresetDraft(
                name == null ? before.name() : name.strip(),
                description == null ? before.description() : description.strip(),
                Optional.ofNullable(category).or(before::category),
                Optional.ofNullable(icon).or(before::icon),
                Optional.ofNullable(model).or(before::model),
                Optional.ofNullable(system).or(before::system),
                template == null ? before.template() : template,
                variables == null ? before.variables() : variables(path, errors),
                parameters == null ? before.parameters() : parameters.options(),
                visibility == null ? before.visibility() : visibility(path, errors));
    }

    private List<Variable> variables(String path, List<FieldError> errors) {
        List<Variable> all = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            all.add(variables.get(i).variable(path + "variables[" + i + "]", errors));
        }
        return all;
    }

    private Visibility visibility(String path, List<FieldError> errors) {
        Optional<Visibility> known = Stream.of(Visibility.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(visibility))
                .findFirst();
        if (known.isEmpty()) {
            errors.add(new FieldError(path + "visibility", "must be private, workspace or organisation"));
        }
        return known.orElse(Visibility.PRIVATE);
    }
}
