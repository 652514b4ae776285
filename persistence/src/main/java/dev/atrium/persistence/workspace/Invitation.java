package dev.atrium.persistence.workspace;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** That whoever has an address may become a member of a workspace. */
@Entity
@Table(name = "invitation")
public class Invitation extends StoredEntity {

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(updatable = false)
    private String email;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private WorkspaceRole role;

    @Column(name = "monthly_budget", updatable = false)
    private Credits monthlyBudget;

    @Column(name = "budget_hard", updatable = false)
    private boolean budgetHard;

    @Column(name = "token_hash", updatable = false)
    private byte[] hash;

    @Column(name = "invited_by", updatable = false)
    private UUID invitedBy;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "accepted_at")
    private Instant acceptedAt;

    /** For the persistence provider. */
    protected Invitation() {}

    /** What the invited person will be, and may spend in a month. */
    public record Place(UUID workspaceId, WorkspaceRole role, Optional<Credits> monthlyBudget, boolean budgetHard) {}

    /**
     * @param email in lower case
     * @param hash the SHA-256 of the secret that the mail carries, in hexadecimal digits
     */
    public Invitation(Place place, String email, String hash, UUID invitedBy, Instant now, Instant expiresAt) {
        super(UuidV7.next());
        this.workspaceId = place.workspaceId();
        this.role = place.role();
        this.monthlyBudget = place.monthlyBudget().orElse(null);
        this.budgetHard = place.budgetHard();
        this.email = email;
        this.hash = HexFormat.of().parseHex(hash);
        this.invitedBy = invitedBy;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    public void accept(Instant now) {
        this.acceptedAt = now;
    }

    public Place place() {
        return new Place(workspaceId, role, Optional.ofNullable(monthlyBudget), budgetHard);
    }

    public String email() {
        return email;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
