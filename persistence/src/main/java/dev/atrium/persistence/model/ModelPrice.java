package dev.atrium.persistence.model;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.StoredEntity;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A version of a model's prices. It never changes: a new price is a new version. */
@Entity
@Table(name = "model_price")
public class ModelPrice extends StoredEntity {

    @Column(name = "model_id", updatable = false)
    private UUID modelId;

    private int number;
    private Credits input;

    @Column(name = "cached_input")
    private Credits cachedInput;

    @Column(name = "cache_write")
    private Credits cacheWrite;

    private Credits output;
    private Credits reasoning;

    @Column(name = "long_context_above")
    private Integer longContextAbove;

    @Column(name = "long_context_input")
    private Credits longContextInput;

    @Column(name = "long_context_cached")
    private Credits longContextCached;

    @Column(name = "long_context_output")
    private Credits longContextOutput;

    @Column(name = "per_million_characters")
    private Credits perMillionCharacters;

    @Column(name = "per_minute")
    private Credits perMinute;

    @ElementCollection
    @CollectionTable(name = "image_price", joinColumns = @JoinColumn(name = "price_id"))
    private Set<ImagePrice> images = new HashSet<>();

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider. */
    protected ModelPrice() {}

    public ModelPrice(UUID modelId, int number, TokenPrices prices, Instant now) {
        this(modelId, number, PriceList.of(prices), now);
    }

    public ModelPrice(UUID modelId, int number, PriceList prices, Instant now) {
        super(UuidV7.next());
        this.modelId = modelId;
        this.number = number;
        prices.tokens().ifPresent(this::set);
        this.perMillionCharacters = prices.perMillionCharacters().orElse(null);
        this.perMinute = prices.perMinute().orElse(null);
        prices.images().ifPresent(priced -> priced.prices().forEach(price -> images.add(new ImagePrice(price))));
        this.createdAt = now;
    }

    private void set(TokenPrices prices) {
        this.input = prices.input();
        this.cachedInput = prices.cachedInput();
        this.cacheWrite = prices.cacheWrite();
        this.output = prices.output();
        this.reasoning = prices.reasoning();
        prices.longContext().ifPresent(tier -> {
            this.longContextAbove = Math.toIntExact(tier.above());
            this.longContextInput = tier.input();
            this.longContextCached = tier.cachedInput();
            this.longContextOutput = tier.output();
        });
    }

    public UUID modelId() {
        return modelId;
    }

    /** 1 for the first version. */
    public int number() {
        return number;
    }

    public PriceList prices() {
        return new PriceList(
                tokenPrices(),
                images.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ImagePrices(
                                images.stream().map(ImagePrice::price).toList())),
                Optional.ofNullable(perMillionCharacters),
                Optional.ofNullable(perMinute));
    }

    private Optional<TokenPrices> tokenPrices() {
        if (input == null) {
            return Optional.empty();
        }
        return Optional.of(new TokenPrices(
                input,
                orElse(cachedInput, input),
                orElse(cacheWrite, input),
                output,
                orElse(reasoning, output),
                Optional.ofNullable(longContextAbove)
                        .map(above -> new TokenPrices.LongContext(
                                above,
                                longContextInput,
                                orElse(longContextCached, longContextInput),
                                longContextOutput))));
    }

    private static Credits orElse(Credits own, Credits general) {
        return own == null ? general : own;
    }
}
