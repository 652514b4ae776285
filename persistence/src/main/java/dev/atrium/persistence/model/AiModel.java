package dev.atrium.persistence.model;

import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.persistence.type.WordsConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** A model of a provider. */
@Entity
@Table(name = "ai_model")
public class AiModel extends StoredEntity {

    /** Where a model is in its life. */
    public enum Status {
        AVAILABLE,
        PREVIEW,
        DEPRECATED,
        RETIRED
    }

    @Column(updatable = false)
    private String provider;

    @Column(updatable = false)
    private String name;

    private String title;

    private String description;

    @Convert(converter = WordsConverter.class)
    private Set<String> capabilities;

    @Column(name = "input_modalities")
    @Convert(converter = WordsConverter.class)
    private Set<String> inputModalities;

    @Column(name = "context_window")
    private int contextWindow;

    @Column(name = "max_output_tokens")
    private int maxOutputTokens;

    @Convert(converter = WordsConverter.class)
    private Set<String> parameters;

    private boolean reasoning;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "replaced_by")
    private String replacedBy;

    @Column(name = "shutdown_on")
    private LocalDate shutdownOn;

    private boolean enabled;

    private boolean listed;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private int version;

    /** For the persistence provider. */
    protected AiModel() {}

    public AiModel(String provider, String name, ModelFacts facts, Instant now) {
        super(UuidV7.next());
        this.provider = provider;
        this.name = name;
        this.enabled = true;
        this.listed = true;
        this.createdAt = now;
        apply(facts, now);
    }

    /** Takes over what is known of the model; whether it is enabled stays as it is. */
    public final void apply(ModelFacts facts, Instant now) {
        this.title = facts.title();
        this.description = facts.description();
        this.capabilities = facts.capabilities();
        this.inputModalities = facts.inputModalities();
        this.contextWindow = facts.contextWindow();
        this.maxOutputTokens = facts.maxOutputTokens();
        this.parameters = facts.parameters();
        this.reasoning = facts.reasoning();
        this.status = facts.status();
        this.replacedBy = facts.replacedBy().orElse(null);
        this.shutdownOn = facts.shutdownOn().orElse(null);
        this.updatedAt = now;
    }

    public ModelFacts facts() {
        return new ModelFacts(
                title,
                description,
                capabilities,
                inputModalities,
                contextWindow,
                maxOutputTokens,
                parameters,
                reasoning,
                status,
                Optional.ofNullable(replacedBy),
                Optional.ofNullable(shutdownOn));
    }

    public String provider() {
        return provider;
    }

    /** The provider's own id of the model. */
    public String name() {
        return name;
    }

    public boolean enabled() {
        return enabled;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
