package dev.atrium.persistence.token;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.WordsConverter;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A token with which a program acts for a user. */
@Entity
@Table(name = "access_token")
public class AccessToken extends StoredEntity {

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(updatable = false)
    private String name;

    @Column(name = "token_hash", updatable = false)
    private byte[] hash;

    @Convert(converter = WordsConverter.class)
    @Column(updatable = false)
    private Set<String> scopes;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "access_token_model", joinColumns = @JoinColumn(name = "token_id"))
    @Column(name = "model")
    private Set<String> models = new LinkedHashSet<>();

    @Column(name = "monthly_budget", updatable = false)
    private Credits monthlyBudget;

    @Column(name = "budget_hard", updatable = false)
    private boolean budgetHard;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    private Instant lastUsedAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For the persistence provider. */
    protected AccessToken() {}

    /**
     * What a token is good for.
     *
     * @param workspaceId the only workspace that it acts in; empty for all of the user's
     * @param models the only models that it reaches; empty for all
     * @param monthlyBudget the most that it may spend in a month
     * @param budgetHard whether calls beyond the budget are refused
     */
    public record Grant(
            Optional<UUID> workspaceId,
            Set<String> scopes,
            Set<String> models,
            Optional<Credits> monthlyBudget,
            boolean budgetHard,
            Optional<Instant> expiresAt) {}

    /** @param hash the SHA-256 of the secret, in hexadecimal digits */
    public AccessToken(UUID id, UUID userId, String name, String hash, Grant grant, Instant now) {
        super(id);
        this.userId = userId;
        this.workspaceId = grant.workspaceId().orElse(null);
        this.name = name;
        this.hash = HexFormat.of().parseHex(hash);
        this.scopes = Set.copyOf(grant.scopes());
        this.models = new LinkedHashSet<>(grant.models());
        this.monthlyBudget = grant.monthlyBudget().orElse(null);
        this.budgetHard = grant.budgetHard();
        this.expiresAt = grant.expiresAt().orElse(null);
        this.createdAt = now;
    }

    /** It is worth nothing from now on. */
    public void revoke(Instant now) {
        this.revokedAt = now;
    }

    /** Whether it lets its bearer in. */
    public boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    public UUID userId() {
        return userId;
    }

    public String name() {
        return name;
    }

    public Grant grant() {
        return new Grant(
                Optional.ofNullable(workspaceId),
                scopes,
                Set.copyOf(models),
                Optional.ofNullable(monthlyBudget),
                budgetHard,
                Optional.ofNullable(expiresAt));
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When it was last used, to the minute; empty when it never was. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }
}
