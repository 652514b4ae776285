package dev.atrium.persistence.type;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.Objects;
import java.util.UUID;

/** A row that is known by its id, which is made where the row is made. */
@MappedSuperclass
public abstract class StoredEntity {

    @Id
    @Column(nullable = false, updatable = false)
    private UUID id;

    /** For the persistence provider. */
    protected StoredEntity() {}

    protected StoredEntity(UUID id) {
        this.id = Objects.requireNonNull(id, "id");
    }

    public UUID id() {
        return id;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && id.equals(((StoredEntity) other).id);
    }

    @Override
    public final int hashCode() {
        return id.hashCode();
    }
}
