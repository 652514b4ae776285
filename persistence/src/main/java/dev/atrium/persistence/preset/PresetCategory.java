package dev.atrium.persistence.preset;

import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;

/** What presets are sorted by. */
@Entity
@Table(name = "preset_category")
public class PresetCategory extends StoredEntity {

    private String name;

    private String icon;

    private int position;

    /** For the persistence provider. */
    protected PresetCategory() {}

    public PresetCategory(String name, Optional<String> icon, int position) {
        super(UuidV7.next());
        change(name, icon, position);
    }

    /** Takes another name, icon and place. */
    public final void change(String newName, Optional<String> newIcon, int newPosition) {
        this.name = newName;
        this.icon = newIcon.orElse(null);
        this.position = newPosition;
    }

    public String name() {
        return name;
    }

    public Optional<String> icon() {
        return Optional.ofNullable(icon);
    }

    /** The place among the categories; those with the same one are in the order of their names. */
    public int position() {
        return position;
    }
}
