package dev.atrium.rest.preset;

import dev.atrium.preset.PresetView;
import dev.atrium.rest.text.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A preset.
 *
 * @param used how often it was used
 * @param changeable whether the caller may change and delete it
 */
public record PresetAnswer(
        UUID id,
        String name,
        String description,
        String category,
        String icon,
        String model,
        String system,
        String template,
        List<VariableBody> variables,
        Parameters parameters,
        String visibility,
        long used,
        boolean changeable,
        Instant createdAt,
        Instant updatedAt) {

    static PresetAnswer of(PresetView view) {
        return new PresetAnswer(
                view.id(),
                view.name(),
                view.description(),
                view.category().orElse(null),
                view.icon().orElse(null),
                view.model().orElse(null),
                view.system().orElse(null),
                view.template(),
                view.variables().stream().map(VariableBody::of).toList(),
                Parameters.of(view.parameters()),
                view.visibility().name().toLowerCase(Locale.ROOT),
                view.used(),
                view.changeable(),
                view.createdAt(),
                view.updatedAt());
    }

    /** What of it goes into a file. */
    PresetBody body() {
        return new PresetBody(
                name, description, category, icon, model, system, template, variables, parameters, visibility);
    }
}
