package dev.atrium.provider;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.provider.ModelOffer.OwnKeyTerms;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models that a workspace can ask. Which those are depends on the registry, on the keys of the organisation and the workspace's own, and
 * on whom a model is for. A change of any of these is seen within a second, on every node.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ModelRegistry {

    private static final int VERSION_BYTES = 16;

    @Inject
    private RegistryCache registry;

    @Inject
    private ProviderDirectory providers;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    private List<String> preferredModels;
    private BigDecimal ownKeyFactor;

    @PostConstruct
    void read() {
        preferredModels = configuration.text("atrium.text.preferred-models").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .toList();
        ownKeyFactor = configuration.required(
                "atrium.credits.own-key-factor",
                "must be the part of the list price that a call with a workspace's own key costs, from 0 to 1",
                ModelRegistry::factor);
    }

    private static BigDecimal factor(String text) {
        BigDecimal factor = new BigDecimal(text);
        if (factor.signum() < 0 || factor.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("not from 0 to 1");
        }
        return factor;
    }

    /** The models for the caller's workspace, by provider and name, filtered where a filter is given. */
    public ModelList list(Caller caller, Optional<Capability> capability, Optional<String> provider) {
        Audience audience = registry.audience(caller.workspaceId());
        List<RegisteredModel> models = visible(caller, audience);
        List<ModelView> views = models.stream()
                .filter(model -> capability.map(model::can).orElse(true))
                .filter(model -> provider.map(model.provider()::equals).orElse(true))
                .map(model -> view(model, models, audience))
                .toList();
        Optional<String> preferred = preferred(views);
        return new ModelList(views, preferred, version(views, preferred));
    }

    /** Made of all that the list says, so it is the same on every node. */
    private static String version(List<ModelView> views, Optional<String> preferred) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((views + "\n" + preferred).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The first for text that the operator prefers, else the first for text that is here to stay. */
    private Optional<String> preferred(List<ModelView> views) {
        List<String> usable = views.stream()
                .filter(ModelView::available)
                .filter(view -> view.facts().capabilities().contains(Capability.TEXT.code()))
                .sorted(Comparator.comparing(ModelView::status))
                .map(ModelView::id)
                .toList();
        return preferredModels.stream().filter(usable::contains).findFirst().or(() -> usable.stream()
                .findFirst());
    }

    /** The model of this name as the caller's workspace would be served it: of the provider that is asked first. */
    public Optional<ModelView> find(Caller caller, String name) {
        Audience audience = registry.audience(caller.workspaceId());
        List<RegisteredModel> models = visible(caller, audience);
        return models.stream()
                .filter(model -> model.name().equals(name))
                .sorted(RegisteredModel.BY_RANK)
                .map(model -> view(model, models, audience))
                .sorted((one, other) -> Boolean.compare(other.available(), one.available()))
                .findFirst();
    }

    /**
     * Finds the offer for a request, before anything is reserved.
     *
     * @param provider the provider that was asked for; without one the first that can serve the model is taken
     * @throws Refusal {@link ErrorCode#FORBIDDEN} when the caller's token is not for the model; {@link ErrorCode#INVALID_MODEL} when there is no such model for this workspace, or it cannot do this, or cannot be
     *     used now; {@link ErrorCode#INVALID_PROVIDER} when the provider is unknown or does not offer it
     */
    public ModelOffer require(Caller caller, Capability capability, String name, Optional<String> provider) {
        Audience audience = registry.audience(caller.workspaceId());
        if (!caller.reaches(name)) {
            throw new Refusal(ErrorCode.FORBIDDEN, "This access token is not for the model " + name + ".");
        }
        List<RegisteredModel> named = named(name, visible(caller, audience));
        return offer(wanted(named, audience, capability, name, provider), audience);
    }

    /** The offers of a model of this name that can be used now, whoever makes them, in the order in which they are to be asked. */
    public List<ModelOffer> offers(Caller caller, Capability capability, String name) {
        Audience audience = registry.audience(caller.workspaceId());
        return usable(named(name, visible(caller, audience)).stream(), audience, capability);
    }

    /** What the administrators want to be asked instead of a model, of what can be used now, in their order. */
    public List<ModelOffer> instead(Caller caller, Capability capability, ModelOffer offer) {
        Audience audience = registry.audience(caller.workspaceId());
        List<RegisteredModel> models = visible(caller, audience);
        Stream<RegisteredModel> others = models.stream()
                .filter(model -> model.model().id().equals(offer.modelId()))
                .flatMap(model -> model.model().fallbacks().stream())
                .flatMap(address ->
                        models.stream().filter(model -> model.model().address().equals(address)));
        return usable(others, audience, capability);
    }

    private List<ModelOffer> usable(Stream<RegisteredModel> models, Audience audience, Capability capability) {
        return models.filter(model -> isAvailable(model, capability, audience))
                .map(model -> offer(model, audience))
                .toList();
    }

    private static List<RegisteredModel> named(String name, List<RegisteredModel> models) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .sorted(RegisteredModel.BY_RANK)
                .toList();
    }

    private RegisteredModel wanted(
            List<RegisteredModel> named,
            Audience audience,
            Capability capability,
            String name,
            Optional<String> provider) {
        if (named.isEmpty()) {
            throw invalidModel("There is no model " + name + ". GET /api/ai/models lists those there are.");
        }
        List<RegisteredModel> candidates = named.stream()
                .filter(model -> provider.map(model.provider()::equals).orElse(true))
                .toList();
        if (candidates.isEmpty()) {
            throw new Refusal(
                    ErrorCode.INVALID_PROVIDER, "The provider " + provider.orElse("") + " has no model " + name + ".");
        }
        return candidates.stream()
                .filter(model -> isAvailable(model, capability, audience))
                .findFirst()
                .orElseThrow(() -> invalidModel(whyNot(candidates.get(0), capability, audience)));
    }

    private ModelOffer offer(RegisteredModel model, Audience audience) {
        ModelPrice price = model.price().orElseThrow();
        Optional<OwnKeyTerms> ownKey = Optional.of(new OwnKeyTerms(audience.workspaceId(), ownKeyFactor))
                .filter(terms -> audience.ownKeys().contains(model.provider()));
        return new ModelOffer(
                model.model().id(), price.id(), model.name(), model.provider(), model.facts(), price.prices(), ownKey);
    }

    private String whyNot(RegisteredModel model, Capability capability, Audience audience) {
        String name = model.name();
        if (!model.can(capability)) {
            return "The model " + name + " does not do " + capability.code() + ".";
        }
        if (model.retired(today())) {
            return "The model " + name + " was shut down by its provider."
                    + model.facts()
                            .replacedBy()
                            .map(other -> " Use " + other + " instead.")
                            .orElse("");
        }
        if (!model.model().listed()) {
            return "The provider " + model.provider() + " does not list the model " + name + " any more."
                    + model.facts()
                            .replacedBy()
                            .map(other -> " Use " + other + " instead.")
                            .orElse("");
        }
        if (!isReachable(model, audience)) {
            return "The model " + name + " needs a key for the provider " + model.provider()
                    + ", and none is configured.";
        }
        return !model.priced(capability)
                ? "The model " + name + " has no price yet, so an administrator has to set one."
                : "The model " + name + " is switched off.";
    }

    /** What this caller may know of. The models of endpoints that were taken away stay in the registry for the generations they made. */
    private List<RegisteredModel> visible(Caller caller, Audience audience) {
        return registry.current().models().stream()
                .filter(model -> model.isFor(audience))
                .filter(model -> caller.reaches(model.name()))
                .filter(model -> providers.findAddress(model.provider()).isPresent())
                .toList();
    }

    private ModelView view(RegisteredModel model, List<RegisteredModel> all, Audience audience) {
        return new ModelView(
                model.name(),
                model.provider(),
                all.stream()
                        .filter(other -> other.name().equals(model.name()))
                        .sorted(RegisteredModel.BY_RANK)
                        .map(RegisteredModel::provider)
                        .toList(),
                model.facts(),
                model.retired(today()) ? AiModel.Status.RETIRED : model.facts().status(),
                model.prices(),
                isAvailable(model, audience));
    }

    private boolean isAvailable(RegisteredModel model, Capability capability, Audience audience) {
        return model.can(capability) && model.priced(capability) && isAvailable(model, audience);
    }

    private boolean isAvailable(RegisteredModel model, Audience audience) {
        return model.model().enabled()
                && model.model().listed()
                && !model.retired(today())
                && model.priced()
                && isReachable(model, audience);
    }

    private boolean isReachable(RegisteredModel model, Audience audience) {
        return audience.ownKeys().contains(model.provider())
                || providers.find(model.provider()).isPresent();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Refusal invalidModel(String detail) {
        return new Refusal(ErrorCode.INVALID_MODEL, detail);
    }
}
