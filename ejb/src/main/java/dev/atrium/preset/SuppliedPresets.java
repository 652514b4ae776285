package dev.atrium.preset;

import dev.atrium.persistence.preset.Preset.Visibility;
import dev.atrium.text.TextOptions;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The presets that come with Atrium, in the order of their categories.
 *
 * @param categories each with the icon of the portal that stands for it
 */
record SuppliedPresets(List<Category> categories, List<PresetDraft> presets) {

    private static final String RESOURCE = "presets.json";

    record Category(String name, String icon) {}

    static SuppliedPresets read() {
        try (InputStream in = SuppliedPresets.class.getResourceAsStream(RESOURCE);
                JsonReader reader = Json.createReader(in)) {
            JsonObject file = reader.readObject();
            return new SuppliedPresets(
                    file.getJsonArray("categories").getValuesAs(JsonObject.class).stream()
                            .map(category -> new Category(category.getString("name"), category.getString("icon")))
                            .toList(),
                    file.getJsonArray("presets").getValuesAs(JsonObject.class).stream()
                            .map(SuppliedPresets::draft)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PresetDraft draft(JsonObject preset) {
        return new PresetDraft(
                preset.getString("name"),
                preset.getString("description"),
                Optional.of(preset.getString("category")),
                Optional.ofNullable(preset.getString("icon", null)),
                Optional.empty(),
                Optional.ofNullable(preset.getString("system", null)),
                preset.getString("template"),
                preset.getJsonArray("variables").getValuesAs(JsonObject.class).stream()
                        .map(SuppliedPresets::variable)
                        .toList(),
                TextOptions.of(preset.getOrDefault("parameters", JsonValue.EMPTY_JSON_OBJECT)
                        .asJsonObject()),
                Visibility.ORGANISATION);
    }

    /** What is usual may be left out of the file. */
    private static Variable variable(JsonObject variable) {
        JsonObject whole = Json.createObjectBuilder()
                .add("required", true)
                .add("options", JsonValue.EMPTY_JSON_ARRAY)
                .addAll(Json.createObjectBuilder(variable))
                .build();
        return Variable.of(whole);
    }
}
