package dev.atrium.persistence.media;

import dev.atrium.persistence.type.StoredEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** What is known of a file; its bytes are in the media store. Nothing of it changes but that it is deleted one day. */
@Entity
@Table(name = "stored_file")
public class StoredFile extends StoredEntity {

    /** What a file is for. */
    public enum Purpose {
        /** Uploaded, to be sent with a message. */
        ATTACHMENT,
        /** Generated. */
        IMAGE,
        /** Generated. */
        SPEECH,
        /** Uploaded, to be transcribed. */
        RECORDING,
        /** Made here, for its user to fetch. */
        EXPORT
    }

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Column(name = "generation_id", updatable = false)
    private UUID generationId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Purpose purpose;

    @Column(updatable = false)
    private String name;

    @Column(name = "media_type", updatable = false)
    private String mediaType;

    @Column(updatable = false)
    private long bytes;

    @Column(updatable = false)
    private byte[] sha256;

    @Column(updatable = false)
    private String location;

    @Column(updatable = false)
    private String thumbnail;

    @Column(updatable = false)
    private Integer width;

    @Column(updatable = false)
    private Integer height;

    @Column(name = "duration_ms", updatable = false)
    private Long durationMillis;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    /** For the persistence provider. */
    protected StoredFile() {}

    public StoredFile(UUID id, Owner owner, Content content, Instant now) {
        super(id);
        this.workspaceId = owner.workspaceId();
        this.userId = owner.userId();
        this.generationId = owner.generationId().orElse(null);
        this.purpose = owner.purpose();
        this.name = content.name();
        this.mediaType = content.mediaType();
        this.bytes = content.bytes();
        this.sha256 = content.sha256().clone();
        this.location = content.location();
        this.thumbnail = content.thumbnail().orElse(null);
        this.width = content.width().isPresent() ? content.width().getAsInt() : null;
        this.height = content.height().isPresent() ? content.height().getAsInt() : null;
        this.durationMillis = content.duration().map(Duration::toMillis).orElse(null);
        this.createdAt = now;
    }

    /** Whose it is, and why it is there. */
    public record Owner(UUID workspaceId, UUID userId, Purpose purpose, Optional<UUID> generationId) {}

    /**
     * What is in it.
     *
     * @param name what people call it
     * @param location where the media store has the bytes
     * @param thumbnail where it has a smaller picture
     * @param width in pixels, of pictures
     * @param duration of sound
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    public record Content(
            String name,
            String mediaType,
            long bytes,
            byte[] sha256,
            String location,
            Optional<String> thumbnail,
            OptionalInt width,
            OptionalInt height,
            Optional<Duration> duration) {}

    /** From now on nobody sees it any more. */
    public void delete(Instant now) {
        if (deletedAt == null) {
            deletedAt = now;
        }
    }

    public boolean deleted() {
        return deletedAt != null;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public UUID userId() {
        return userId;
    }

    /** What it came of; empty for what was uploaded. */
    public Optional<UUID> generationId() {
        return Optional.ofNullable(generationId);
    }

    public Purpose purpose() {
        return purpose;
    }

    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    public long bytes() {
        return bytes;
    }

    public byte[] sha256() {
        return sha256.clone();
    }

    public String location() {
        return location;
    }

    public Optional<String> thumbnail() {
        return Optional.ofNullable(thumbnail);
    }

    public OptionalInt width() {
        return width == null ? OptionalInt.empty() : OptionalInt.of(width);
    }

    public OptionalInt height() {
        return height == null ? OptionalInt.empty() : OptionalInt.of(height);
    }

    public Optional<Duration> duration() {
        return Optional.ofNullable(durationMillis).map(Duration::ofMillis);
    }

    public Instant createdAt() {
        return createdAt;
    }
}
