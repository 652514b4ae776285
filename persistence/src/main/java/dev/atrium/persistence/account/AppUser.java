package dev.atrium.persistence.account;

import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A person who signs in. */
@Entity
@Table(name = "app_user")
public class AppUser extends StoredEntity {

    /** What a user may do in the whole organisation. */
    public enum Role {
        USER,
        ADMIN
    }

    /** Whether a user may act. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        DELETED
    }

    private String email;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "email_verified_at")
    private Instant emailVerifiedAt;

    @Column(name = "credentials_epoch")
    private int credentialsEpoch;

    @Column(name = "current_workspace_id")
    private UUID currentWorkspaceId;

    private String language;

    private String theme;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private int version;

    /** For the persistence provider. */
    protected AppUser() {}

    /**
     * @param email in lower case
     * @param passwordHash as the password hash made it, never the password
     */
    public AppUser(String email, String passwordHash, String firstName, String lastName, Role role, Instant now) {
        super(UuidV7.next());
        this.email = email;
        this.passwordHash = passwordHash;
        this.firstName = firstName;
        this.lastName = lastName;
        this.role = role;
        this.status = Status.ACTIVE;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Makes a workspace the one in which requests act that name none. */
    public void enter(UUID workspaceId, Instant now) {
        this.currentWorkspaceId = workspaceId;
        this.updatedAt = now;
    }

    /**
     * Takes another password. Sessions and tokens of the former one are void.
     *
     * @param newHash as the password hash made it, never the password
     */
    public void changePassword(String newHash, Instant now) {
        this.passwordHash = newHash;
        this.credentialsEpoch++;
        this.updatedAt = now;
    }

    /** An address has turned out to be the user's: it is the account's from now on. */
    public void verify(String address, Instant now) {
        this.email = address;
        this.emailVerifiedAt = now;
        this.updatedAt = now;
    }

    public void rename(String first, String last, Instant now) {
        this.firstName = first;
        this.lastName = last;
        this.updatedAt = now;
    }

    /**
     * Chooses how the portal looks.
     *
     * @param languageTag such as {@code de}; null for the browser's
     * @param themeName {@code LIGHT} or {@code DARK}; null for the system's
     */
    public void prefer(String languageTag, String themeName, Instant now) {
        this.language = languageTag;
        this.theme = themeName;
        this.updatedAt = now;
    }

    /** Leaves of the person nothing but the id, which ledger and audit log name. */
    public void close(Instant now) {
        this.status = Status.DELETED;
        this.email = "deleted-" + id();
        this.passwordHash = null;
        this.firstName = "";
        this.lastName = "";
        this.emailVerifiedAt = null;
        this.currentWorkspaceId = null;
        this.language = null;
        this.theme = null;
        this.credentialsEpoch++;
        this.updatedAt = now;
    }

    public String email() {
        return email;
    }

    /** Empty for users who sign in elsewhere. */
    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    public String firstName() {
        return firstName;
    }

    public String lastName() {
        return lastName;
    }

    public Role role() {
        return role;
    }

    public Status status() {
        return status;
    }

    public Optional<Instant> emailVerifiedAt() {
        return Optional.ofNullable(emailVerifiedAt);
    }

    /** Goes up when the password changes: sessions and tokens of an older epoch are void. */
    public int credentialsEpoch() {
        return credentialsEpoch;
    }

    public Optional<UUID> currentWorkspaceId() {
        return Optional.ofNullable(currentWorkspaceId);
    }

    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    public Optional<String> theme() {
        return Optional.ofNullable(theme);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
