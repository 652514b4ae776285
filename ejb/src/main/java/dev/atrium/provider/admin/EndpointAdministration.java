package dev.atrium.provider.admin;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.ModelRepository;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.persistence.provider.EndpointRepository;
import dev.atrium.persistence.provider.StoredEndpoint;
import dev.atrium.provider.HouseModels;
import dev.atrium.provider.ProviderDirectory;
import dev.atrium.provider.ProviderDirectory.Provider;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.key.KeyVault;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.settings.Configuration;
import dev.atrium.settings.MasterKey;
import dev.atrium.settings.SealedFor;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Endpoints that speak OpenAI's format, added and taken away while the application runs; to the same effect as in the configuration. */
@Stateless
public class EndpointAdministration {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MAX_NAME = 40;
    private static final int MAX_MODELS = 200;
    private static final int MAX_KEY = 500;

    @Inject
    private EndpointRepository endpoints;

    @Inject
    private ModelRepository models;

    @Inject
    private ProviderDirectory providers;

    @Inject
    private MasterKey masterKey;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** All endpoints, those of the configuration first. */
    public List<EndpointView> list(Caller caller) {
        Admins.require(caller);
        Stream<EndpointView> configured = providers.configured().stream()
                .filter(provider -> provider.vendor() == Vendor.COMPATIBLE)
                .map(EndpointAdministration::view);
        return Stream.concat(configured, endpoints.findAll().stream().map(EndpointAdministration::view))
                .toList();
    }

    /**
     * Adds an endpoint. Its models can be used at once; they are free, as servers in the house are, until somebody gives them a price.
     *
     * @throws Refusal {@link ErrorCode#CONFLICT} when the name is taken; {@link ErrorCode#INVALID_REQUEST} for a malformed part
     */
    public EndpointView add(Caller caller, NewEndpoint draft) {
        Admins.require(caller);
        String name = requireName(draft.name());
        boolean anyAddress = configuration
                .value("atrium.endpoints.any-address", "must be true or false", EndpointAdministration::truth)
                .orElse(false);
        URI address = EndpointAddress.check(draft.baseUrl(), anyAddress);
        Set<String> names = requireModels(draft.models());
        Instant now = clock.instant();
        models.lockForSeeding();
        if (providers.isTaken(name) || endpoints.findByName(name).isPresent()) {
            throw new Refusal(ErrorCode.CONFLICT, "There is a provider " + name + " already.");
        }
        StoredEndpoint endpoint = new StoredEndpoint(name, address.toString(), names, caller.userId(), now);
        draft.key()
                .map(EndpointAdministration::requireKey)
                .ifPresent(key -> endpoint.seal(
                        masterKey.seal(SealedFor.endpointKey(name), key.getBytes(StandardCharsets.UTF_8)),
                        masterKey.version(),
                        KeyVault.last4(key)));
        endpoints.add(endpoint);
        register(name, names, now);
        return view(endpoint);
    }

    /** Models of an endpoint of this name that was there before come back as they were. */
    private void register(String provider, Set<String> names, Instant now) {
        Map<String, AiModel> known =
                models.findByProvider(provider).stream().collect(Collectors.toMap(AiModel::name, Function.identity()));
        for (String name : names) {
            AiModel model = known.get(name);
            if (model == null) {
                ModelFacts facts = HouseModels.facts(name);
                AiModel added = new AiModel(provider, name, facts, now);
                models.add(added);
                models.add(new ModelPrice(added.id(), 1, TokenPrices.FREE, now));
            } else {
                model.listed(true, now);
            }
        }
    }

    /** Takes an endpoint away with its key. Its models cannot be used any more; what they generated stays. */
    public void remove(Caller caller, String name) {
        Admins.require(caller);
        StoredEndpoint endpoint = endpoints
                .findByName(name)
                .orElseThrow(() -> providers.isTaken(name)
                        ? new Refusal(
                                ErrorCode.CONFLICT,
                                "The provider " + name
                                        + " stands in the configuration, and can be taken away there only.")
                        : Refusal.notFound("endpoint"));
        endpoints.remove(endpoint);
    }

    private static String requireName(String name) {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw Refusal.invalid(
                    "name",
                    "must have at most " + MAX_NAME + " lower-case letters and digits, with single hyphens between");
        }
        return name;
    }

    private static Set<String> requireModels(List<String> models) {
        Set<String> names = new LinkedHashSet<>();
        models.stream().map(String::strip).filter(model -> !model.isEmpty()).forEach(names::add);
        boolean words = names.stream()
                .allMatch(name -> name.length() <= 200 && name.chars().noneMatch(Character::isWhitespace));
        if (names.isEmpty() || names.size() > MAX_MODELS || !words) {
            throw Refusal.invalid("models", "must be 1 to " + MAX_MODELS + " names of models, without spaces in them");
        }
        return names;
    }

    private static String requireKey(String key) {
        String stripped = key.strip();
        if (stripped.isEmpty()
                || stripped.length() > MAX_KEY
                || !stripped.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Refusal.invalid("key", "must have 1 to " + MAX_KEY + " characters of ASCII, without spaces");
        }
        return stripped;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static EndpointView view(Provider provider) {
        String key = provider.endpoint().apiKey();
        return new EndpointView(
                provider.name(),
                provider.endpoint().baseUrl(),
                Optional.of(KeyVault.last4(key)).filter(shown -> !key.isEmpty()),
                provider.models(),
                true,
                Optional.empty());
    }

    private static EndpointView view(StoredEndpoint endpoint) {
        return new EndpointView(
                endpoint.name(),
                URI.create(endpoint.baseUrl()),
                endpoint.last4(),
                List.copyOf(endpoint.models()),
                false,
                Optional.of(endpoint.createdAt()));
    }
}
