package dev.atrium.provider.admin;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelAccess;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.ModelRepository;
import dev.atrium.persistence.model.NamedAudience;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ProviderDirectory;
import dev.atrium.provider.admin.AdminModelView.State;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The registry for administrators of the organisation: all models, whatever state they are in, and what can be decided about them. */
@Stateless
public class ModelAdministration {

    private static final int MAX_TITLE = 100;
    private static final int MAX_FALLBACKS = 10;
    private static final Set<String> MODALITIES = Set.of("text", "image", "audio", "video", "pdf");

    @Inject
    private ModelRepository models;

    @Inject
    private ProviderDirectory providers;

    @Inject
    private Clock clock;

    /** All models, by provider and name. */
    public List<AdminModelView> list(Caller caller) {
        Admins.require(caller);
        Map<UUID, ModelPrice> prices = models.findCurrentPrices();
        Map<UUID, ModelAccess> access = models.findAccess();
        return models.findAll().stream()
                .map(model -> view(
                        model,
                        Optional.ofNullable(prices.get(model.id())),
                        access.getOrDefault(model.id(), ModelAccess.EVERYONE)))
                .toList();
    }

    /** The workspaces and plans that a model can be restricted to. */
    public Audiences audiences(Caller caller) {
        Admins.require(caller);
        return new Audiences(models.findWorkspaces(), models.findPlans());
    }

    /** Whom a model can be for, by name. */
    public record Audiences(List<NamedAudience> workspaces, List<NamedAudience> plans) {}

    public AdminModelView get(Caller caller, UUID id) {
        return list(caller).stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("model"));
    }

    /**
     * Changes a model.
     *
     * @throws Refusal {@link ErrorCode#CONFLICT} when somebody else has changed it since; {@link ErrorCode#INVALID_REQUEST} for a change
     *     that makes no sense
     */
    public AdminModelView change(Caller caller, UUID id, ModelChange change) {
        Admins.require(caller);
        AiModel model = models.findForUpdate(id).orElseThrow(() -> Refusal.notFound("model"));
        if (model.version() != change.version()) {
            throw new Refusal(
                    ErrorCode.CONFLICT,
                    "Somebody else has changed " + model.name() + " meanwhile. Load it again first.");
        }
        Instant now = clock.instant();
        change.title().ifPresent(title -> model.rename(requireTitle(title), now));
        change.life().ifPresent(life -> move(model, life, now));
        describe(model, change, now);
        if (change.fallbackRank().isPresent() || change.fallbacks().isPresent()) {
            order(model, change, now);
        }
        change.prices().ifPresent(draft -> price(model, draft.check(), now));
        change.access().ifPresent(access -> restrict(model, access, now));
        change.enabled().ifPresent(enabled -> enable(model, enabled, now));
        models.flush();
        return view(model, models.findCurrentPrice(id), models.findAccess().getOrDefault(id, ModelAccess.EVERYONE));
    }

    private static String requireTitle(String title) {
        if (title.isBlank() || title.strip().length() > MAX_TITLE) {
            throw Refusal.invalid("title", "must have 1 to " + MAX_TITLE + " characters");
        }
        return title.strip();
    }

    private static void move(AiModel model, ModelChange.Life life, Instant now) {
        if (life.replacedBy().filter(model.name()::equals).isPresent()) {
            throw Refusal.invalid("replacedBy", "must be another model");
        }
        model.move(life.status(), life.replacedBy(), life.shutdownOn(), now);
    }

    private static void describe(AiModel model, ModelChange change, Instant now) {
        if (change.capabilities().isEmpty()
                && change.inputModalities().isEmpty()
                && change.contextWindow().isEmpty()
                && change.maxOutputTokens().isEmpty()) {
            return;
        }
        ModelFacts facts = model.facts();
        Set<String> capabilities = new LinkedHashSet<>(change.capabilities().orElse(List.copyOf(facts.capabilities())));
        if (!capabilities.stream().allMatch(word -> Capability.of(word).isPresent())) {
            throw Refusal.invalid("capabilities", "must be among text, image, speech, transcription and embedding");
        }
        Set<String> input = new LinkedHashSet<>(change.inputModalities().orElse(List.copyOf(facts.inputModalities())));
        if (!MODALITIES.containsAll(input)) {
            throw Refusal.invalid("inputModalities", "must be among text, image, audio, video and pdf");
        }
        int window = notNegative("contextWindow", change.contextWindow().orElse(facts.contextWindow()));
        int output = notNegative("maxOutputTokens", change.maxOutputTokens().orElse(facts.maxOutputTokens()));
        if (output > window && window > 0) {
            throw Refusal.invalid("maxOutputTokens", "must be at most the context window, " + window);
        }
        model.describe(capabilities, input, window, output, now);
    }

    private static int notNegative(String field, int tokens) {
        if (tokens < 0) {
            throw Refusal.invalid(field, "must be at least 0");
        }
        return tokens;
    }

    private void order(AiModel model, ModelChange change, Instant now) {
        Optional<Integer> rank = change.fallbackRank().isEmpty()
                ? model.fallbackRank()
                : Optional.of(notNegative("fallbackRank", change.fallbackRank().getAsInt()))
                        .filter(given -> given > 0);
        Set<String> instead =
                change.fallbacks().<Set<String>>map(LinkedHashSet::new).orElse(model.fallbacks());
        if (instead.size() > MAX_FALLBACKS) {
            throw Refusal.invalid("fallbacks", "must be at most " + MAX_FALLBACKS);
        }
        if (change.fallbacks().isPresent()) {
            List<AiModel> all = models.findAll();
            instead.forEach(address -> requireFallback(model, address, all));
        }
        model.order(rank, instead, now);
    }

    private static void requireFallback(AiModel model, String address, List<AiModel> all) {
        boolean fits = all.stream()
                .filter(other -> other.address().equals(address) && !other.id().equals(model.id()))
                .anyMatch(other -> other.facts().capabilities().stream()
                        .anyMatch(model.facts().capabilities()::contains));
        if (!fits) {
            throw Refusal.invalid(
                    "fallbacks",
                    "must be other models that can do the same, written like anthropic/claude-sonnet-5; " + address
                            + " is none");
        }
    }

    /** A price that is the same makes no new version. */
    private void price(AiModel model, PriceList prices, Instant now) {
        Optional<ModelPrice> current = models.findCurrentPrice(model.id());
        if (current.map(ModelPrice::prices).filter(prices::equals).isEmpty()) {
            int number = current.map(ModelPrice::number).orElse(0) + 1;
            models.add(new ModelPrice(model.id(), number, prices, now));
            model.touch(now);
        }
    }

    private void restrict(AiModel model, ModelAccess access, Instant now) {
        Set<UUID> known = models.findExisting(access);
        requireKnown("access.workspaces", access.workspaces(), known);
        requireKnown("access.plans", access.plans(), known);
        models.restrict(model.id(), access);
        model.touch(now);
    }

    private static void requireKnown(String field, Set<UUID> named, Set<UUID> known) {
        named.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
            throw Refusal.invalid(field, "must exist; " + id + " does not");
        });
    }

    private void enable(AiModel model, boolean enabled, Instant now) {
        ModelFacts facts = model.facts();
        if (enabled && facts.capabilities().isEmpty()) {
            throw Refusal.invalid("capabilities", "must be given before the model can be enabled");
        }
        boolean text = facts.capabilities().contains(Capability.TEXT.code());
        if (enabled && text && (facts.contextWindow() == 0 || facts.maxOutputTokens() == 0)) {
            throw Refusal.invalid(
                    facts.contextWindow() == 0 ? "contextWindow" : "maxOutputTokens",
                    "must be given before a model for text can be enabled");
        }
        model.enable(enabled, now);
    }

    private AdminModelView view(AiModel model, Optional<ModelPrice> price, ModelAccess access) {
        PriceList prices = price.map(ModelPrice::prices).orElse(PriceList.NONE);
        return new AdminModelView(
                model.id(),
                model.provider(),
                model.name(),
                model.facts(),
                prices,
                price.map(ModelPrice::number).orElse(0),
                model.enabled(),
                state(model, prices),
                model.fallbackRank(),
                List.copyOf(model.fallbacks()),
                access,
                model.updatedAt(),
                model.version());
    }

    private State state(AiModel model, PriceList prices) {
        if (providers.findAddress(model.provider()).isEmpty()) {
            return State.NO_PROVIDER;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ModelFacts facts = model.facts();
        if (facts.status() == AiModel.Status.RETIRED
                || facts.shutdownOn().filter(day -> !today.isBefore(day)).isPresent()) {
            return State.RETIRED;
        }
        if (!model.listed()) {
            return State.VANISHED;
        }
        boolean priced = Stream.of(prices.tokens(), prices.images(), prices.perMillionCharacters(), prices.perMinute())
                .anyMatch(Optional::isPresent);
        if (!priced) {
            return State.UNPRICED;
        }
        if (!model.enabled()) {
            return State.DISABLED;
        }
        return providers.find(model.provider()).isPresent() ? State.USABLE : State.NO_KEY;
    }
}
