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
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A model of a provider. */
@Entity
@Table(name = "ai_model")
public class AiModel extends StoredEntity {

    private static final String TITLE = "title";
    private static final String STATUS = "status";

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

    @Convert(converter = WordsConverter.class)
    private Set<String> sizes;

    @Convert(converter = WordsConverter.class)
    private Set<String> qualities;

    @Convert(converter = WordsConverter.class)
    private Set<String> styles;

    @Convert(converter = WordsConverter.class)
    private Set<String> voices;

    @Convert(converter = WordsConverter.class)
    private Set<String> formats;

    @Column(name = "fallback_rank")
    private Integer fallbackRank;

    @Convert(converter = WordsConverter.class)
    private Set<String> fallbacks;

    @Convert(converter = WordsConverter.class)
    private Set<String> decided;

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

    /** @param enabled whether it can be used once it has a price */
    public AiModel(String provider, String name, ModelFacts facts, boolean enabled, Instant now) {
        super(UuidV7.next());
        this.provider = provider;
        this.name = name;
        this.enabled = enabled;
        this.listed = true;
        this.fallbacks = Set.of();
        this.decided = Set.of();
        this.createdAt = now;
        apply(facts, now);
    }

    public AiModel(String provider, String name, ModelFacts facts, Instant now) {
        this(provider, name, facts, true, now);
    }

    /** Takes over what is known of the model. What administrators have decided stays as it is. */
    public final void apply(ModelFacts facts, Instant now) {
        if (!decided.contains(TITLE)) {
            this.title = facts.title();
        }
        this.description = facts.description();
        this.capabilities = facts.capabilities();
        this.inputModalities = facts.inputModalities();
        this.contextWindow = facts.contextWindow();
        this.maxOutputTokens = facts.maxOutputTokens();
        this.parameters = facts.parameters();
        this.reasoning = facts.reasoning();
        if (!decided.contains(STATUS)) {
            this.status = facts.status();
            this.replacedBy = facts.replacedBy().orElse(null);
            this.shutdownOn = facts.shutdownOn().orElse(null);
        }
        this.sizes = facts.choices().sizes();
        this.qualities = facts.choices().qualities();
        this.styles = facts.choices().styles();
        this.voices = facts.choices().voices();
        this.formats = facts.choices().formats();
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
                Optional.ofNullable(shutdownOn),
                new MediaChoices(sizes, qualities, styles, voices, formats));
    }

    /** An administrator gives it another title. */
    public void rename(String newTitle, Instant now) {
        this.title = newTitle;
        decide(TITLE, now);
    }

    /** An administrator says where it is in its life. */
    public void move(Status newStatus, Optional<String> replacement, Optional<LocalDate> end, Instant now) {
        this.status = newStatus;
        this.replacedBy = replacement.orElse(null);
        this.shutdownOn = end.orElse(null);
        decide(STATUS, now);
    }

    private void decide(String what, Instant now) {
        Set<String> more = new LinkedHashSet<>(decided);
        more.add(what);
        this.decided = more;
        this.updatedAt = now;
    }

    /** Whether it can be used, apart from price, key and life. */
    public void enable(boolean whether, Instant now) {
        this.enabled = whether;
        this.updatedAt = now;
    }

    /** Says what a model that came from a provider's list is for. */
    public void describe(
            Set<String> newCapabilities,
            Set<String> newInputModalities,
            int newContextWindow,
            int newMaxOutputTokens,
            Instant now) {
        this.capabilities = newCapabilities;
        this.inputModalities = newInputModalities;
        this.contextWindow = newContextWindow;
        this.maxOutputTokens = newMaxOutputTokens;
        this.updatedAt = now;
    }

    /** Something that belongs to it has changed: its prices, or whom it is for. */
    public void touch(Instant now) {
        this.updatedAt = now;
    }

    /** Whether the provider lists it. */
    public void listed(boolean whether, Instant now) {
        this.listed = whether;
        this.updatedAt = now;
    }

    /**
     * Says who is asked first and who instead.
     *
     * @param rank among the models of this name; empty for after all that have one
     * @param instead words like {@code anthropic/claude-sonnet-5}, in their order
     */
    public void order(Optional<Integer> rank, Set<String> instead, Instant now) {
        this.fallbackRank = rank.orElse(null);
        this.fallbacks = instead;
        this.updatedAt = now;
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

    /** False once the provider lists it no more. */
    public boolean listed() {
        return listed;
    }

    /** Among models of the same name the lowest is asked first. */
    public Optional<Integer> fallbackRank() {
        return Optional.ofNullable(fallbackRank);
    }

    /** What to ask instead, in this order: words like {@code anthropic/claude-sonnet-5}. */
    public Set<String> fallbacks() {
        return fallbacks;
    }

    /** Its own word among the fall-backs of others. */
    public String address() {
        return provider + '/' + name;
    }

    /** Changes with every change of the row. */
    public int version() {
        return version;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
