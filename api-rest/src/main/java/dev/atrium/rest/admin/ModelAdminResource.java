package dev.atrium.rest.admin;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ImagePrices;
import dev.atrium.persistence.model.ModelAccess;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelRefreshRepository.Refresh;
import dev.atrium.persistence.model.PriceList;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.provider.admin.AdminModelView;
import dev.atrium.provider.admin.ModelAdministration;
import dev.atrium.provider.admin.ModelChange;
import dev.atrium.provider.admin.ModelRefresh;
import dev.atrium.provider.admin.PriceDraft;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.security.ForAdmins;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The registry of models, for administrators. */
@Path("admin/models")
@Tag(name = "Administration")
@ForAdmins
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ModelAdminResource {

    @Inject
    private Caller caller;

    @Inject
    private ModelAdministration models;

    @Inject
    private ModelRefresh refresh;

    /**
     * A model in whatever state.
     *
     * @param model what requests name it by; a model of several providers is here once for each
     * @param state {@code usable}, else the first reason why it cannot be used: {@code retired}, {@code vanished} (its provider lists it no
     *     more), {@code disabled}, {@code unpriced}, {@code no_key} or {@code no_provider}
     * @param version to be sent with a change
     */
    public record AdminModelAnswer(
            UUID id,
            String model,
            String provider,
            String title,
            List<String> capabilities,
            List<String> inputModalities,
            int contextWindow,
            int maxOutputTokens,
            String status,
            String replacedBy,
            LocalDate shutdownOn,
            boolean enabled,
            String state,
            PricingAnswer pricing,
            int fallbackRank,
            List<String> fallbacks,
            AccessValue access,
            Instant updatedAt,
            int version) {

        static AdminModelAnswer of(AdminModelView view) {
            ModelFacts facts = view.facts();
            return new AdminModelAnswer(
                    view.id(),
                    view.name(),
                    view.provider(),
                    facts.title(),
                    facts.capabilities().stream().sorted().toList(),
                    facts.inputModalities().stream().sorted().toList(),
                    facts.contextWindow(),
                    facts.maxOutputTokens(),
                    word(facts.status()),
                    facts.replacedBy().orElse(null),
                    facts.shutdownOn().orElse(null),
                    view.enabled(),
                    word(view.state()),
                    view.priceNumber() == 0 ? null : PricingAnswer.of(view.priceNumber(), view.prices()),
                    view.fallbackRank().orElse(0),
                    view.fallbacks(),
                    AccessValue.of(view.access()),
                    view.updatedAt(),
                    view.version());
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The prices in force, in credits: of tokens for each million.
     *
     * @param version 1 for the first; each change makes a new one, and generations keep theirs
     */
    public record PricingAnswer(
            int version,
            Credits input,
            Credits cachedInput,
            Credits cacheWrite,
            Credits output,
            Credits reasoning,
            LongContextAnswer longContext,
            List<ImageAnswer> images,
            Credits perMillionCharacters,
            Credits perMinute) {

        static PricingAnswer of(int version, PriceList prices) {
            Optional<TokenPrices> tokens = prices.tokens();
            return new PricingAnswer(
                    version,
                    tokens.map(TokenPrices::input).orElse(null),
                    tokens.map(TokenPrices::cachedInput).orElse(null),
                    tokens.map(TokenPrices::cacheWrite).orElse(null),
                    tokens.map(TokenPrices::output).orElse(null),
                    tokens.map(TokenPrices::reasoning).orElse(null),
                    tokens.flatMap(TokenPrices::longContext)
                            .map(LongContextAnswer::of)
                            .orElse(null),
                    prices.images()
                            .map(images -> images.prices().stream()
                                    .map(ImageAnswer::of)
                                    .toList())
                            .orElse(null),
                    prices.perMillionCharacters().orElse(null),
                    prices.perMinute().orElse(null));
        }
    }

    /** @param above these hold when the input has more tokens than this */
    public record LongContextAnswer(long above, Credits input, Credits cachedInput, Credits output) {

        static LongContextAnswer of(TokenPrices.LongContext tier) {
            return new LongContextAnswer(tier.above(), tier.input(), tier.cachedInput(), tier.output());
        }
    }

    /** The price of an image; {@code *} stands for all other sizes or qualities. */
    public record ImageAnswer(String size, String quality, Credits price) {

        static ImageAnswer of(ImagePrices.Price price) {
            return new ImageAnswer(price.size(), price.quality(), price.each());
        }
    }

    /** Whom a model is for; for everyone when both are empty. */
    public record AccessValue(List<UUID> workspaces, List<UUID> plans) {

        static AccessValue of(ModelAccess access) {
            return new AccessValue(
                    access.workspaces().stream().sorted().toList(),
                    access.plans().stream().sorted().toList());
        }

        ModelAccess access() {
            return new ModelAccess(set(workspaces), set(plans));
        }

        private static Set<UUID> set(List<UUID> ids) {
            return ids == null ? Set.of() : Set.copyOf(ids);
        }
    }

    /** All models, and how the last look at each provider's list went. */
    public record AdminModelList(List<AdminModelAnswer> items, List<RefreshAnswer> refreshes) {}

    /**
     * A look at a provider's list.
     *
     * @param endedAt absent while it is under way
     * @param failure why it changed nothing; absent when the list was read
     */
    public record RefreshAnswer(
            String provider,
            Instant startedAt,
            Instant endedAt,
            String failure,
            int listed,
            int added,
            int vanished,
            int returned) {

        static RefreshAnswer of(Refresh refresh) {
            return new RefreshAnswer(
                    refresh.provider(),
                    refresh.startedAt(),
                    refresh.endedAt().orElse(null),
                    refresh.failure().orElse(null),
                    refresh.changes().listed(),
                    refresh.changes().added(),
                    refresh.changes().vanished(),
                    refresh.changes().returned());
        }
    }

    /** How the look at each list went. */
    public record RefreshList(List<RefreshAnswer> items) {}

    /** Prices in credits; of tokens for each million. All of them are replaced. */
    public record PricingRequest(
            BigDecimal input,
            BigDecimal cachedInput,
            BigDecimal cacheWrite,
            BigDecimal output,
            BigDecimal reasoning,
            LongContextRequest longContext,
            List<ImageRequest> images,
            BigDecimal perMillionCharacters,
            BigDecimal perMinute) {

        PriceDraft draft() {
            return new PriceDraft(
                    input,
                    cachedInput,
                    cacheWrite,
                    output,
                    reasoning,
                    longContext == null ? null : longContext.draft(),
                    images == null
                            ? List.of()
                            : images.stream().map(ImageRequest::draft).toList(),
                    perMillionCharacters,
                    perMinute);
        }
    }

    /** Prices for requests with a long input. */
    public record LongContextRequest(Integer above, BigDecimal input, BigDecimal cachedInput, BigDecimal output) {

        PriceDraft.LongContext draft() {
            return new PriceDraft.LongContext(above, input, cachedInput, output);
        }
    }

    /** The price of an image. */
    public record ImageRequest(String size, String quality, BigDecimal price) {

        PriceDraft.Image draft() {
            return new PriceDraft.Image(size, quality, price);
        }
    }

    /**
     * What to change; what is absent stays as it is. A status comes with its {@code replacedBy} and {@code shutdownOn}, which are none when
     * they are absent.
     */
    @Schema(example = """
        {"version": 3, "enabled": true, "pricing": {"input": 250, "cachedInput": 125, "output": 1000},
         "fallbacks": ["anthropic/claude-sonnet-5"], "access": {"workspaces": [], "plans": []}}\
        """)
    public record ModelChangeRequest(
            @NotNull(message = "must be given: the version that you have seen")
            Integer version,

            String title,
            Boolean enabled,
            String status,
            String replacedBy,
            String shutdownOn,
            List<String> capabilities,
            List<String> inputModalities,
            Integer contextWindow,
            Integer maxOutputTokens,
            PricingRequest pricing,
            Integer fallbackRank,
            List<String> fallbacks,
            AccessValue access) {

        ModelChange change() {
            return new ModelChange(
                    version,
                    Optional.ofNullable(title),
                    Optional.ofNullable(enabled),
                    life(),
                    Optional.ofNullable(capabilities),
                    Optional.ofNullable(inputModalities),
                    optional(contextWindow),
                    optional(maxOutputTokens),
                    Optional.ofNullable(pricing).map(PricingRequest::draft),
                    optional(fallbackRank),
                    Optional.ofNullable(fallbacks),
                    Optional.ofNullable(access).map(AccessValue::access));
        }

        private Optional<ModelChange.Life> life() {
            if (status == null && (replacedBy != null || shutdownOn != null)) {
                throw Refusal.invalid("status", "must be given with replacedBy and shutdownOn");
            }
            return Optional.ofNullable(status)
                    .map(word -> new ModelChange.Life(
                            status(word), Optional.ofNullable(replacedBy).filter(name -> !name.isBlank()), shutdown()));
        }

        private static AiModel.Status status(String word) {
            return Stream.of(AiModel.Status.values())
                    .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("status", "must be available, preview, deprecated or retired"));
        }

        private Optional<LocalDate> shutdown() {
            try {
                return Optional.ofNullable(shutdownOn)
                        .filter(day -> !day.isBlank())
                        .map(LocalDate::parse);
            } catch (DateTimeException e) {
                throw Refusal.invalid("shutdownOn", "must be a day such as 2027-01-14");
            }
        }

        private static OptionalInt optional(Integer number) {
            return number == null ? OptionalInt.empty() : OptionalInt.of(number);
        }
    }

    @GET
    @Operation(summary = "All models in whatever state, by provider and name")
    public AdminModelList list() {
        return new AdminModelList(
                models.list(caller).stream().map(AdminModelAnswer::of).toList(),
                refresh.last(caller).stream().map(RefreshAnswer::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A model in whatever state")
    public AdminModelAnswer get(@PathParam("id") UUID id) {
        return AdminModelAnswer.of(models.get(caller, id));
    }

    @PATCH
    @Path("{id}")
    @Operation(
            summary = "Changes a model",
            description =
                    "A change of prices makes a new version of them; generations keep the one that they were charged at."
                            + " 409 when somebody else has changed the model since.")
    public AdminModelAnswer change(@PathParam("id") UUID id, @Valid ModelChangeRequest request) {
        return AdminModelAnswer.of(models.change(caller, id, request.change()));
    }

    @POST
    @Path("refresh")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Reads the providers' lists of models now",
            description =
                    "New models come without a price and disabled; those that a list has no more cannot be used until it"
                            + " has them again. A provider that does not answer changes nothing.")
    public RefreshList refresh() {
        return new RefreshList(
                refresh.refreshNow(caller).stream().map(RefreshAnswer::of).toList());
    }
}
