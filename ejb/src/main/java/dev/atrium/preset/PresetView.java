package dev.atrium.preset;

import dev.atrium.persistence.preset.Preset;
import dev.atrium.persistence.preset.Preset.Visibility;
import dev.atrium.persistence.preset.PresetCategory;
import dev.atrium.text.TextOptions;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A preset, as somebody sees it.
 *
 * @param category the name of its category
 * @param used how often it was used
 * @param changeable whether who sees it may change and delete it
 */
public record PresetView(
        UUID id,
        String name,
        String description,
        Optional<String> category,
        Optional<String> icon,
        Optional<String> model,
        Optional<String> system,
        String template,
        List<Variable> variables,
        TextOptions parameters,
        Visibility visibility,
        long used,
        boolean changeable,
        Instant createdAt,
        Instant updatedAt) {

    static PresetView of(Preset preset, boolean changeable) {
        Preset.Content content = preset.content();
        return new PresetView(
                preset.id(),
                content.name(),
                content.description(),
                preset.category().map(PresetCategory::name),
                content.icon(),
                content.model(),
                content.systemPrompt(),
                content.template(),
                variables(content),
                TextOptions.parse(content.parameters()),
                preset.visibility(),
                preset.used(),
                changeable,
                preset.createdAt(),
                preset.updatedAt());
    }

    private static List<Variable> variables(Preset.Content content) {
        try (JsonReader reader = Json.createReader(new StringReader(content.variables()))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(Variable::of)
                    .toList();
        }
    }

    /** What of a draft is stored in the preset itself. */
    static Preset.Content content(PresetDraft draft) {
        JsonArrayBuilder variables = Json.createArrayBuilder();
        draft.variables().forEach(variable -> variables.add(variable.toJson()));
        return new Preset.Content(
                draft.name().strip(),
                draft.description(),
                draft.icon(),
                draft.model(),
                draft.system(),
                draft.template(),
                variables.build().toString(),
                draft.parameters().toJson().toString());
    }

    /** The same once more, to be changed or copied. */
    public PresetDraft draft() {
        return new PresetDraft(
                name, description, category, icon, model, system, template, variables, parameters, visibility);
    }
}
