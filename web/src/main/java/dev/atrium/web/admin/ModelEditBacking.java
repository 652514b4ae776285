package dev.atrium.web.admin;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelAccess;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.NamedAudience;
import dev.atrium.provider.Capability;
import dev.atrium.provider.admin.AdminModelView;
import dev.atrium.provider.admin.ModelAdministration;
import dev.atrium.provider.admin.ModelChange;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.web.page.FormMessages;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The page {@code /admin/model/{id}}: what administrators decide about a model. */
@Named("adminModel")
@RequestScoped
public class ModelEditBacking {

    private static final String PICTURES = "image";

    /** Where the form has what a refusal calls otherwise. */
    private static final Map<String, String> INPUTS = Map.ofEntries(
            Map.entry("pricing.input", "input"),
            Map.entry("pricing.cachedInput", "cachedInput"),
            Map.entry("pricing.cacheWrite", "cacheWrite"),
            Map.entry("pricing.output", "output"),
            Map.entry("pricing.reasoning", "reasoning"),
            Map.entry("pricing.longContext.above", "longAbove"),
            Map.entry("pricing.longContext.input", "longInput"),
            Map.entry("pricing.longContext.cachedInput", "longCachedInput"),
            Map.entry("pricing.longContext.output", "longOutput"),
            Map.entry("pricing.perMillionCharacters", "perMillionCharacters"),
            Map.entry("pricing.perMinute", "perMinute"));

    @Inject
    @Param(pathIndex = 0)
    private String id;

    @Inject
    private Caller caller;

    @Inject
    private ModelAdministration models;

    @Inject
    private FormMessages messages;

    private AdminModelView model;
    private ModelAdministration.Audiences audiences;
    private int version;
    private String title;
    private boolean enabled;
    private String status;
    private String replacedBy;
    private String shutdownOn;
    private List<String> capabilities;
    private boolean seeing;
    private Integer contextWindow;
    private Integer maxOutputTokens;
    private ModelPrices prices;
    private String fallbacks;
    private List<String> workspaces;
    private List<String> plans;

    @PostConstruct
    void load() {
        audiences = models.audiences(caller);
        models.list(caller).stream()
                .filter(listed -> listed.id().toString().equals(id))
                .findFirst()
                .ifPresent(this::show);
    }

    /** There is no page for a model that does not exist. */
    public void require() {
        if (model == null) {
            Faces.responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
        }
    }

    private void show(AdminModelView shown) {
        ModelFacts facts = shown.facts();
        model = shown;
        version = shown.version();
        title = facts.title();
        enabled = shown.enabled();
        status = word(facts.status());
        replacedBy = facts.replacedBy().orElse(null);
        shutdownOn = facts.shutdownOn().map(LocalDate::toString).orElse(null);
        capabilities = facts.capabilities().stream().sorted().toList();
        seeing = facts.inputModalities().contains(PICTURES);
        contextWindow = facts.contextWindow();
        maxOutputTokens = facts.maxOutputTokens();
        prices = ModelPrices.of(shown.prices());
        fallbacks = String.join("\n", shown.fallbacks());
        workspaces = texts(shown.access().workspaces());
        plans = texts(shown.access().plans());
    }

    /** Saves what was changed; new prices are a new version of them. */
    public void save() {
        try {
            show(models.change(caller, model.id(), change()));
            messages.done("admin.model.saved", model.priceNumber());
        } catch (Refusal refusal) {
            messages.refused(refusal, "model", INPUTS);
        }
    }

    private ModelChange change() {
        return new ModelChange(
                version,
                Optional.of(Optional.ofNullable(title).orElse("")),
                Optional.of(enabled),
                Optional.of(new ModelChange.Life(
                        AiModel.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(replacedBy).map(String::strip),
                        shutdown())),
                Optional.of(capabilities),
                Optional.of(inputModalities()),
                number(contextWindow),
                number(maxOutputTokens),
                prices.isEmpty() ? Optional.empty() : Optional.of(prices.draft()),
                OptionalInt.empty(),
                Optional.of(Optional.ofNullable(fallbacks).stream()
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()),
                Optional.of(new ModelAccess(ids(workspaces), ids(plans))));
    }

    private List<String> inputModalities() {
        Set<String> input = new LinkedHashSet<>(model.facts().inputModalities());
        if (seeing) {
            input.add(PICTURES);
        } else {
            input.remove(PICTURES);
        }
        return List.copyOf(input);
    }

    private Optional<LocalDate> shutdown() {
        try {
            return Optional.ofNullable(shutdownOn).map(String::strip).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw Refusal.invalid("shutdownOn", "must be a day such as 2027-01-14");
        }
    }

    private static OptionalInt number(Integer tokens) {
        return OptionalInt.of(tokens == null ? 0 : tokens);
    }

    private static Set<UUID> ids(List<String> chosen) {
        return chosen.stream().map(UUID::fromString).collect(Collectors.toSet());
    }

    private static List<String> texts(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).sorted().toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public String getName() {
        return model.name();
    }

    public String getProvider() {
        return model.provider();
    }

    public String getState() {
        return word(model.state());
    }

    public int getPriceNumber() {
        return model.priceNumber();
    }

    /** Whether the form has the prices for a service: for all while nobody has said what the model can do. */
    public boolean prices(String unit) {
        Set<String> services = Set.copyOf(model.facts().capabilities());
        return services.isEmpty()
                || switch (unit) {
                    case "tokens" ->
                        services.contains("text") || services.contains("embedding") || services.contains("moderation");
                    case "images" -> services.contains("image");
                    case "characters" -> services.contains("speech");
                    default -> services.contains("transcription");
                };
    }

    public List<String> getStatuses() {
        return Stream.of(AiModel.Status.values()).map(ModelEditBacking::word).toList();
    }

    public List<String> getServices() {
        return Stream.of(Capability.values()).map(Capability::code).toList();
    }

    /** Names by id, in the order of the names. */
    public Map<String, String> getWorkspaceNames() {
        return names(audiences.workspaces());
    }

    public Map<String, String> getPlanNames() {
        return names(audiences.plans());
    }

    private static Map<String, String> names(List<NamedAudience> named) {
        Map<String, String> names = new LinkedHashMap<>();
        named.forEach(audience -> names.put(audience.id().toString(), audience.name()));
        return names;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public String getReplacedBy() {
        return replacedBy;
    }

    public void setReplacedBy(String replacedBy) {
        this.replacedBy = replacedBy;
    }

    public String getShutdownOn() {
        return shutdownOn;
    }

    public void setShutdownOn(String shutdownOn) {
        this.shutdownOn = shutdownOn;
    }

    public List<String> getCapabilities() {
        return capabilities;
    }

    public void setCapabilities(List<String> capabilities) {
        this.capabilities = capabilities;
    }

    public boolean isSeeing() {
        return seeing;
    }

    public void setSeeing(boolean seeing) {
        this.seeing = seeing;
    }

    public Integer getContextWindow() {
        return contextWindow;
    }

    public void setContextWindow(Integer contextWindow) {
        this.contextWindow = contextWindow;
    }

    public Integer getMaxOutputTokens() {
        return maxOutputTokens;
    }

    public void setMaxOutputTokens(Integer maxOutputTokens) {
        this.maxOutputTokens = maxOutputTokens;
    }

    public ModelPrices getPrices() {
        return prices;
    }

    public String getFallbacks() {
        return fallbacks;
    }

    public void setFallbacks(String fallbacks) {
        this.fallbacks = fallbacks;
    }

    public List<String> getWorkspaces() {
        return workspaces;
    }

    public void setWorkspaces(List<String> workspaces) {
        this.workspaces = workspaces;
    }

    public List<String> getPlans() {
        return plans;
    }

    public void setPlans(List<String> plans) {
        this.plans = plans;
    }
}
