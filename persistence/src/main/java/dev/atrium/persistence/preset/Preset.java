package dev.atrium.persistence.preset;

import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A prompt with gaps, and how it is to be answered. */
@Entity
@Table(name = "preset")
public class Preset extends StoredEntity {

    /** Who sees a preset. */
    public enum Visibility {
        /** Its owner, in the workspace that it was made in. */
        PRIVATE,
        /** The members of that workspace. */
        WORKSPACE,
        /** Everyone. */
        ORGANISATION
    }

    /**
     * What a preset says.
     *
     * @param icon the name of an icon of the portal
     * @param template the prompt, with variables in double braces
     * @param variables a JSON array
     * @param parameters a JSON object
     */
    public record Content(
            String name,
            String description,
            Optional<String> icon,
            Optional<String> model,
            Optional<String> systemPrompt,
            String template,
            String variables,
            String parameters) {}

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(name = "owner_id", updatable = false)
    private UUID ownerId;

    @ManyToOne
    @JoinColumn(name = "category_id")
    private PresetCategory category;

    private String name;

    private String description;

    private String icon;

    private String model;

    @Column(name = "system_prompt")
    private String systemPrompt;

    private String template;

    private String variables;

    private String parameters;

    @Enumerated(EnumType.STRING)
    private Visibility visibility;

    /** Counted by the database, since many use a preset at once. */
    @Column(insertable = false, updatable = false)
    private long used;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private int version;

    /** For the persistence provider. */
    protected Preset() {}

    private Preset(UUID workspaceId, UUID ownerId, Content content, Visibility visibility, Instant now) {
        super(UuidV7.next());
        this.workspaceId = workspaceId;
        this.ownerId = ownerId;
        this.visibility = visibility;
        this.createdAt = now;
        change(content, now);
    }

    /** A preset that somebody made in a workspace. */
    public static Preset madeBy(UUID workspaceId, UUID ownerId, Content content, Visibility visibility, Instant now) {
        return new Preset(workspaceId, ownerId, content, visibility, now);
    }

    /** A preset that comes with Atrium: nobody's, for everyone. */
    public static Preset supplied(Content content, Instant now) {
        return new Preset(null, null, content, Visibility.ORGANISATION, now);
    }

    /** Says something else from now on. */
    public final void change(Content content, Instant now) {
        this.name = content.name();
        this.description = content.description();
        this.icon = content.icon().orElse(null);
        this.model = content.model().orElse(null);
        this.systemPrompt = content.systemPrompt().orElse(null);
        this.template = content.template();
        this.variables = content.variables();
        this.parameters = content.parameters();
        this.updatedAt = now;
    }

    /** Puts it into a category, or into none. */
    public void sort(Optional<PresetCategory> into) {
        this.category = into.orElse(null);
    }

    public void show(Visibility to) {
        this.visibility = to;
    }

    public Content content() {
        return new Content(
                name,
                description,
                Optional.ofNullable(icon),
                Optional.ofNullable(model),
                Optional.ofNullable(systemPrompt),
                template,
                variables,
                parameters);
    }

    /** Where it was made; empty for one that came with Atrium. */
    public Optional<UUID> workspaceId() {
        return Optional.ofNullable(workspaceId);
    }

    /** Who made it; empty for one that came with Atrium. */
    public Optional<UUID> ownerId() {
        return Optional.ofNullable(ownerId);
    }

    public Optional<PresetCategory> category() {
        return Optional.ofNullable(category);
    }

    public Visibility visibility() {
        return visibility;
    }

    /** How often it was used. */
    public long used() {
        return used;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
