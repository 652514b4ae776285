package dev.atrium.provider;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.ModelRepository;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The models that can be asked. The registry is read from the database at most once a second and kept in between, so a
 * change is seen within a second on every node.
 */
@Singleton
@Lock(LockType.READ)
public class ModelRegistry {

    private static final Duration FRESH = Duration.ofSeconds(1);

    @Inject
    private ModelRepository models;

    @Inject
    private ProviderDirectory providers;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    private List<String> preferredModels;

    private volatile Snapshot snapshot = new Snapshot(Instant.EPOCH, List.of());

    private record Snapshot(Instant readAt, List<Row> rows) {}

    private record Row(AiModel model, Optional<ModelPrice> price) {

        PriceList prices() {
            return price.map(ModelPrice::prices).orElse(PriceList.NONE);
        }

        /** Whether what it can be asked for has its price. */
        boolean priced(Capability capability) {
            return switch (capability) {
                case TEXT, EMBEDDING -> prices().tokens().isPresent();
                case IMAGE -> prices().images().isPresent();
                case SPEECH -> prices().perMillionCharacters().isPresent();
                case TRANSCRIPTION -> prices().perMinute().isPresent();
            };
        }
    }

    @PostConstruct
    void read() {
        preferredModels = configuration.text("atrium.text.preferred-models").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .toList();
    }

    /** The models, filtered where a filter is given. */
    public ModelList list(Optional<Capability> capability, Optional<String> provider) {
        List<Row> rows = rows();
        List<ModelView> views = rows.stream()
                .filter(row -> capability.map(wanted -> can(row, wanted)).orElse(true))
                .filter(row -> provider.map(row.model().provider()::equals).orElse(true))
                .map(row -> view(row, rows))
                .toList();
        Optional<String> preferred = preferred(views);
        return new ModelList(views, preferred, Integer.toHexString(Objects.hash(views, preferred)));
    }

    /** The first for text that the operator prefers, else the first for text that is here to stay. */
    private Optional<String> preferred(List<ModelView> views) {
        List<String> usable = views.stream()
                .filter(ModelView::available)
                .filter(view -> view.facts().capabilities().contains(Capability.TEXT.code()))
                .sorted(Comparator.comparing(view -> view.facts().status()))
                .map(ModelView::id)
                .toList();
        return preferredModels.stream().filter(usable::contains).findFirst().or(() -> usable.stream()
                .findFirst());
    }

    /** The models of this name, that of the preferred provider first. */
    public Optional<ModelView> find(String name) {
        List<Row> rows = rows();
        return rows.stream()
                .filter(row -> row.model().name().equals(name))
                .map(row -> view(row, rows))
                .sorted((one, other) -> Boolean.compare(other.available(), one.available()))
                .findFirst();
    }

    /**
     * Finds the offer for a request, before anything is reserved.
     *
     * @param provider the provider that was asked for; without one the first that can serve the model is taken
     * @throws Refusal {@link ErrorCode#INVALID_MODEL} when there is no such model, or it cannot do this, or cannot be used now;
     *     {@link ErrorCode#INVALID_PROVIDER} when the provider is unknown or does not offer it
     */
    public ModelOffer require(Capability capability, String name, Optional<String> provider) {
        List<Row> named =
                rows().stream().filter(row -> row.model().name().equals(name)).toList();
        if (named.isEmpty()) {
            throw invalidModel("There is no model " + name + ". GET /api/ai/models lists those there are.");
        }
        List<Row> candidates = named.stream()
                .filter(row -> provider.map(row.model().provider()::equals).orElse(true))
                .toList();
        if (candidates.isEmpty()) {
            throw new Refusal(
                    ErrorCode.INVALID_PROVIDER, "The provider " + provider.orElse("") + " has no model " + name + ".");
        }
        return candidates.stream()
                .filter(row -> available(row, capability))
                .findFirst()
                .map(row -> offer(row, row.price().orElseThrow()))
                .orElseThrow(() -> invalidModel(whyNot(candidates.get(0), capability)));
    }

    /** The offers of a model of this name that can be used now, whoever makes them. */
    public List<ModelOffer> offers(Capability capability, String name) {
        return rows().stream()
                .filter(row -> row.model().name().equals(name))
                .filter(row -> available(row, capability))
                .map(row -> offer(row, row.price().orElseThrow()))
                .toList();
    }

    private static ModelOffer offer(Row row, ModelPrice price) {
        AiModel model = row.model();
        return new ModelOffer(model.id(), price.id(), model.name(), model.provider(), model.facts(), price.prices());
    }

    private String whyNot(Row row, Capability capability) {
        String name = row.model().name();
        if (!can(row, capability)) {
            return "The model " + name + " does not do " + capability.code() + ".";
        }
        if (retired(row)) {
            return "The model " + name + " was shut down by its provider."
                    + row.model()
                            .facts()
                            .replacedBy()
                            .map(other -> " Use " + other + " instead.")
                            .orElse("");
        }
        if (providers.find(row.model().provider()).isEmpty()) {
            return "The model " + name + " needs a key for the provider "
                    + row.model().provider() + ", and none is configured.";
        }
        return !row.priced(capability)
                ? "The model " + name + " has no price yet, so an administrator has to set one."
                : "The model " + name + " is switched off.";
    }

    private ModelView view(Row row, List<Row> all) {
        AiModel model = row.model();
        Predicate<Row> sameName = other -> other.model().name().equals(model.name());
        return new ModelView(
                model.name(),
                model.provider(),
                all.stream()
                        .filter(sameName)
                        .map(other -> other.model().provider())
                        .toList(),
                model.facts(),
                row.prices(),
                available(row));
    }

    private boolean available(Row row) {
        return Stream.of(Capability.values()).anyMatch(capability -> available(row, capability));
    }

    private boolean available(Row row, Capability capability) {
        return can(row, capability)
                && row.priced(capability)
                && row.model().enabled()
                && !retired(row)
                && providers.find(row.model().provider()).isPresent();
    }

    private boolean retired(Row row) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return row.model().facts().status() == AiModel.Status.RETIRED
                || row.model()
                        .facts()
                        .shutdownOn()
                        .map(day -> !today.isBefore(day))
                        .orElse(false);
    }

    private static boolean can(Row row, Capability capability) {
        return row.model().facts().capabilities().contains(capability.code());
    }

    private static Refusal invalidModel(String detail) {
        return new Refusal(ErrorCode.INVALID_MODEL, detail);
    }

    private List<Row> rows() {
        Instant now = clock.instant();
        Snapshot current = snapshot;
        if (current.readAt().plus(FRESH).isAfter(now)) {
            return current.rows();
        }
        Map<UUID, ModelPrice> prices = models.findCurrentPrices();
        List<Row> rows = models.findAll().stream()
                .map(model -> new Row(model, Optional.ofNullable(prices.get(model.id()))))
                .toList();
        snapshot = new Snapshot(now, rows);
        return rows;
    }
}
