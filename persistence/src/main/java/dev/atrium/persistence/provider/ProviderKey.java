package dev.atrium.persistence.provider;

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

/** A workspace's own key for a provider, sealed under the master key. */
@Entity
@Table(name = "provider_key")
@IdClass(ProviderKey.Key.class)
public class ProviderKey {

    /** What is known of a key. */
    public enum Status {
        /** The provider took it when it was last checked. */
        VALID,
        /** The provider refuses it; it is not used until it is saved or checked again. */
        INVALID,
        /** The provider could not be asked. It is used, and found out at the first call. */
        UNCHECKED
    }

    @Id
    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Id
    private String provider;

    private String ciphertext;

    @Column(name = "key_version")
    private int keyVersion;

    private String last4;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "checked_at")
    private Instant checkedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider. */
    protected ProviderKey() {}

    public ProviderKey(UUID workspaceId, String provider, Instant now) {
        this.workspaceId = workspaceId;
        this.provider = provider;
        this.createdAt = now;
    }

    /** Takes another secret. */
    public void replace(String newCiphertext, int version, String newLast4) {
        this.ciphertext = newCiphertext;
        this.keyVersion = version;
        this.last4 = newLast4;
    }

    /** Seals the same secret under another master key. */
    public void reseal(String newCiphertext, int version) {
        this.ciphertext = newCiphertext;
        this.keyVersion = version;
    }

    /** Notes what a check has found. */
    public void checked(Status found, Instant now) {
        this.status = found;
        this.checkedAt = now;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public String provider() {
        return provider;
    }

    /** As the master key sealed it. */
    public String ciphertext() {
        return ciphertext;
    }

    /** The end of the key, by which people tell one from another. */
    public String last4() {
        return last4;
    }

    public Status status() {
        return status;
    }

    /** When the provider was last asked about it, or refused it. */
    public Optional<Instant> checkedAt() {
        return Optional.ofNullable(checkedAt);
    }

    /** A workspace has one key for a provider. */
    public static class Key implements Serializable {
        private UUID workspaceId;
        private String provider;

        /** For the persistence provider. */
        public Key() {}

        public Key(UUID workspaceId, String provider) {
            this.workspaceId = workspaceId;
            this.provider = provider;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && workspaceId.equals(key.workspaceId) && provider.equals(key.provider);
        }

        @Override
        public int hashCode() {
            return Objects.hash(workspaceId, provider);
        }
    }
}
