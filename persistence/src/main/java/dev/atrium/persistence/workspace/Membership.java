package dev.atrium.persistence.workspace;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** That a user belongs to a workspace, and as what. */
@Entity
@Table(name = "membership")
@IdClass(Membership.Key.class)
public class Membership {

    @Id
    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Id
    @Column(name = "user_id")
    private UUID userId;

    @Column(updatable = false)
    private UUID id;

    @Enumerated(EnumType.STRING)
    private WorkspaceRole role;

    @Column(name = "monthly_budget")
    private Credits monthlyBudget;

    @Column(name = "budget_hard")
    private boolean budgetHard;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For the persistence provider. */
    protected Membership() {}

    public Membership(UUID workspaceId, UUID userId, WorkspaceRole role, Instant now) {
        this.id = UuidV7.next();
        this.workspaceId = workspaceId;
        this.userId = userId;
        this.role = role;
        this.budgetHard = true;
        this.createdAt = now;
    }

    public void become(WorkspaceRole newRole) {
        this.role = newRole;
    }

    /**
     * Bounds what the member spends in a month.
     *
     * @param limit null for no bound
     * @param hard whether calls beyond it are refused
     */
    public void budget(Credits limit, boolean hard) {
        this.monthlyBudget = limit;
        this.budgetHard = hard;
    }

    /** What the budget of the member is counted under; who leaves and comes back has another. */
    public UUID id() {
        return id;
    }

    /** The most that the member may spend in a month; empty for no bound. */
    public Optional<Credits> monthlyBudget() {
        return Optional.ofNullable(monthlyBudget);
    }

    /** Whether calls beyond the budget are refused, and not only told of. */
    public boolean budgetHard() {
        return budgetHard;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public UUID userId() {
        return userId;
    }

    public WorkspaceRole role() {
        return role;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** A membership is known by its two sides. */
    public static class Key implements Serializable {
        private UUID workspaceId;
        private UUID userId;

        /** For the persistence provider. */
        public Key() {}

        public Key(UUID workspaceId, UUID userId) {
            this.workspaceId = workspaceId;
            this.userId = userId;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && workspaceId.equals(key.workspaceId) && userId.equals(key.userId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(workspaceId, userId);
        }
    }
}
