package dev.atrium.persistence.provider;

import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.persistence.type.WordsConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An endpoint that speaks OpenAI's format, added by an administrator. Its key is sealed under the master key. */
@Entity
@Table(name = "provider_endpoint")
public class StoredEndpoint extends StoredEntity {

    @Column(updatable = false)
    private String name;

    @Column(name = "base_url", updatable = false)
    private String baseUrl;

    private String ciphertext;

    @Column(name = "key_version")
    private Integer keyVersion;

    private String last4;

    @Convert(converter = WordsConverter.class)
    private Set<String> models;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "created_by", updatable = false)
    private UUID createdBy;

    /** For the persistence provider. */
    protected StoredEndpoint() {}

    public StoredEndpoint(String name, String baseUrl, Set<String> models, UUID createdBy, Instant now) {
        super(UuidV7.next());
        this.name = name;
        this.baseUrl = baseUrl;
        this.models = models;
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    /** Gives it a key. */
    public void seal(String newCiphertext, int version, String newLast4) {
        this.ciphertext = newCiphertext;
        this.keyVersion = version;
        this.last4 = newLast4;
    }

    public String name() {
        return name;
    }

    /** The base address, version path included, without a slash at the end. */
    public String baseUrl() {
        return baseUrl;
    }

    /** The key as the master key sealed it; empty for a server that needs none. */
    public Optional<String> ciphertext() {
        return Optional.ofNullable(ciphertext);
    }

    /** The end of the key, by which people tell one from another. */
    public Optional<String> last4() {
        return Optional.ofNullable(last4);
    }

    public Set<String> models() {
        return models;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
