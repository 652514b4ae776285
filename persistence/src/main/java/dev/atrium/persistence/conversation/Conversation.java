package dev.atrium.persistence.conversation;

import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A conversation of a user in a workspace. */
@Entity
@Table(name = "conversation")
public class Conversation extends StoredEntity {

    public static final int MAX_TITLE_LENGTH = 200;

    /** Who made the title, since only a user's stays for ever. */
    public enum TitledBy {
        FIRST_MESSAGE,
        MODEL,
        USER
    }

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    private String title;

    @Enumerated(EnumType.STRING)
    @Column(name = "titled_by")
    private TitledBy titledBy;

    private String model;

    private String provider;

    @Column(name = "system_prompt")
    private String systemPrompt;

    private String parameters;

    @Column(name = "preset_id")
    private UUID presetId;

    @Column(name = "head_id")
    private UUID headId;

    @Column(name = "last_number")
    private int lastNumber;

    private boolean pinned;

    private boolean archived;

    private boolean shared;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "conversation_tag", joinColumns = @JoinColumn(name = "conversation_id"))
    @Column(name = "tag")
    @OrderBy
    private List<String> tags;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private int version;

    /** For the persistence provider. */
    protected Conversation() {}

    public Conversation(UUID workspaceId, UUID userId, String title, TitledBy titledBy, Instant now) {
        super(UuidV7.next());
        this.workspaceId = workspaceId;
        this.userId = userId;
        this.title = title;
        this.titledBy = titledBy;
        this.tags = new ArrayList<>();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Remembers the model that the next message goes to unless it names another. */
    public void use(String model, String provider) {
        this.model = model;
        this.provider = provider;
    }

    /** Gives every answer of this conversation a system prompt, or none. */
    public void instruct(String systemPrompt) {
        this.systemPrompt = systemPrompt;
    }

    public void rename(String title, TitledBy titledBy) {
        this.title = title;
        this.titledBy = titledBy;
    }

    /** Remembers with what parameters it is answered: a JSON object, or null for the model's own. */
    public void answerWith(String parameters) {
        this.parameters = parameters;
    }

    /** Remembers the preset that was used last. */
    public void usePreset(UUID presetId) {
        this.presetId = presetId;
    }

    public void pin(boolean pinned) {
        this.pinned = pinned;
    }

    public void archive(boolean archived) {
        this.archived = archived;
    }

    /** Lets the other members of the workspace read it, or not. */
    public void share(boolean shared) {
        this.shared = shared;
    }

    /** Gives it these tags, and no others. */
    public void tag(List<String> newTags) {
        this.tags.clear();
        this.tags.addAll(newTags);
    }

    /** When it was begun and written to last, of one that comes from elsewhere. */
    public void dateBack(Instant created, Instant updated) {
        this.createdAt = created;
        this.updatedAt = updated;
    }

    /**
     * Takes the next number in the order of messages. The conversation has to be locked: that is what keeps the order total and
     * without gaps.
     */
    public int nextNumber() {
        return ++lastNumber;
    }

    /** Makes a message the end of the branch that is shown. */
    public void moveHead(UUID messageId, Instant now) {
        this.headId = messageId;
        this.updatedAt = now;
    }

    /** Shows another branch, without a word being said. */
    public void showBranch(UUID endId) {
        this.headId = endId;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public UUID userId() {
        return userId;
    }

    public String title() {
        return title;
    }

    public TitledBy titledBy() {
        return titledBy;
    }

    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    public Optional<String> systemPrompt() {
        return Optional.ofNullable(systemPrompt);
    }

    /** A JSON object. */
    public Optional<String> parameters() {
        return Optional.ofNullable(parameters);
    }

    /** The preset that was used last, if it is still there. */
    public Optional<UUID> presetId() {
        return Optional.ofNullable(presetId);
    }

    /** The last message of the branch that is shown. */
    public Optional<UUID> headId() {
        return Optional.ofNullable(headId);
    }

    /** How many messages it has, all branches together. */
    public int messageCount() {
        return lastNumber;
    }

    public boolean pinned() {
        return pinned;
    }

    public boolean archived() {
        return archived;
    }

    public boolean shared() {
        return shared;
    }

    public List<String> tags() {
        return List.copyOf(tags);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
