package dev.atrium.preset;

import dev.atrium.persistence.preset.Preset;
import dev.atrium.persistence.preset.PresetCategory;
import dev.atrium.persistence.preset.PresetRepository;
import dev.atrium.persistence.setting.SettingRepository;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Puts the presets that come with Atrium into an installation at its first start. What is deleted or changed later stays so. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class PresetSeed {

    private static final System.Logger LOG = System.getLogger(PresetSeed.class.getName());

    /** The setting says which start has done it. */
    private static final String DONE = "preset.seeded-by";

    @Inject
    private PresetRepository presets;

    @Inject
    private SettingRepository settings;

    @Inject
    private Clock clock;

    @PostConstruct
    void seed() {
        Instant now = clock.instant();
        String thisStart = UUID.randomUUID().toString();
        // Of several nodes one inserts the row; the others wait here for its commit.
        if (!settings.putIfAbsent(DONE, thisStart, now).equals(thisStart)) {
            return;
        }
        SuppliedPresets supplied = SuppliedPresets.read();
        for (int i = 0; i < supplied.categories().size(); i++) {
            SuppliedPresets.Category category = supplied.categories().get(i);
            if (presets.findCategory(category.name()).isEmpty()) {
                presets.add(new PresetCategory(category.name(), Optional.of(category.icon()), i + 1));
            }
        }
        presets.flush();
        supplied.presets().forEach(draft -> {
            Preset preset = Preset.supplied(PresetView.content(draft), now);
            preset.sort(draft.category().flatMap(presets::findCategory));
            presets.add(preset);
        });
        LOG.log(Level.INFO, "{0} presets were added.", supplied.presets().size());
    }
}
