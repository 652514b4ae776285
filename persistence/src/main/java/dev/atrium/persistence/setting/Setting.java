package dev.atrium.persistence.setting;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A value that was made at run time and is the same on every node. */
@Entity
@Table(name = "setting")
public class Setting {

    @Id
    private String name;

    private String value;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider. */
    protected Setting() {}

    public Setting(String name, String value, Instant now) {
        this.name = name;
        this.value = value;
        this.updatedAt = now;
    }

    /** Takes another value. */
    public void change(String newValue, Instant now) {
        this.value = newValue;
        this.updatedAt = now;
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
