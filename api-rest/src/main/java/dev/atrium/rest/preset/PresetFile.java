package dev.atrium.rest.preset;

import dev.atrium.preset.PresetDraft;
import dev.atrium.preset.PresetService;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;

/** Presets in a file. */
public record PresetFile(
        String format,
        Integer version,

        @NotNull(message = "must be given")
        @Size(min = 1, max = PresetService.MOST_IN_FILE, message = "must have {min} to {max} entries")
        List<@Valid PresetBody> presets) {

    private static final String FORMAT = "atrium-presets";
    private static final int VERSION = 1;

    static PresetFile of(List<PresetBody> presets) {
        return new PresetFile(FORMAT, VERSION, presets);
    }

    /** @throws Refusal when it is no such file, or a preset has something that is not even of its kind */
    List<PresetDraft> drafts() {
        List<FieldError> errors = new ArrayList<>();
        if (!FORMAT.equals(format)) {
            errors.add(new FieldError("format", "must be \"" + FORMAT + "\""));
        }
        if (version == null || version != VERSION) {
            errors.add(new FieldError("version", "must be " + VERSION));
        }
        List<PresetDraft> drafts = new ArrayList<>();
        for (int i = 0; i < presets.size(); i++) {
            drafts.add(presets.get(i).imported("presets[" + i + "].", errors));
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return drafts;
    }
}
