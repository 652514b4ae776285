package dev.atrium.persistence.workspace;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where people work together: it owns conversations, files and credits. */
@Entity
@Table(name = "workspace")
public class Workspace extends StoredEntity {

    private String name;

    @Column(updatable = false)
    private boolean personal;

    @Column(name = "plan_id")
    private UUID planId;

    @Column(name = "fallback_allowed")
    private boolean fallbackAllowed;

    @Column(name = "content_kept")
    private boolean contentKept;

    @Column(name = "low_credit_mark")
    private Credits lowCreditMark;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    @Version
    private int version;

    /** For the persistence provider. */
    protected Workspace() {}

    public Workspace(String name, boolean personal, Instant now) {
        super(UuidV7.next());
        this.name = name;
        this.personal = personal;
        this.fallbackAllowed = true;
        this.contentKept = true;
        this.lowCreditMark = Credits.ZERO;
        this.createdAt = now;
    }

    public String name() {
        return name;
    }

    /** Whether it came with its owner's account. */
    public boolean personal() {
        return personal;
    }

    public void rename(String newName) {
        this.name = newName;
    }

    public void warnBelow(Credits mark) {
        this.lowCreditMark = mark;
    }

    /** Ends it: nobody finds it any more, only ledger and audit log still name it. */
    public void delete(Instant now) {
        this.deletedAt = now;
    }

    /** What it has bought; empty for a workspace without a plan. */
    public Optional<UUID> planId() {
        return Optional.ofNullable(planId);
    }

    /** Whether another model may answer when the one that was asked for fails. */
    public boolean fallbackAllowed() {
        return fallbackAllowed;
    }

    public void allowFallback(boolean allowed) {
        this.fallbackAllowed = allowed;
    }

    /** Whether prompts and answers are stored beyond the generation. */
    public boolean contentKept() {
        return contentKept;
    }

    /** At or below this the portal warns. */
    public Credits lowCreditMark() {
        return lowCreditMark;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public boolean deleted() {
        return deletedAt != null;
    }
}
