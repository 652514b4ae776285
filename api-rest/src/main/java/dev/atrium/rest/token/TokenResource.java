package dev.atrium.rest.token;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.rest.Amount;
import dev.atrium.rest.PageAnswer;
import dev.atrium.security.Caller;
import dev.atrium.token.NewToken;
import dev.atrium.token.TokenService;
import dev.atrium.token.TokenView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's personal access tokens, with which programs act for them. */
@Path("tokens")
@Tag(name = "Account")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    @Inject
    private Caller caller;

    @Inject
    private TokenService tokens;

    /**
     * A token, without its secret.
     *
     * @param scopes some of {@code generate}, {@code read}, {@code write} and {@code admin}
     * @param workspaceId the only workspace that it acts in; absent for all
     * @param models the only models that it reaches; empty for all
     * @param monthlyBudget the most credits that it may spend in a calendar month (UTC); absent for no bound
     * @param budgetHard whether calls beyond the budget are refused; present with a budget
     * @param spent credits of this month; present with a budget
     * @param lastUsedAt to the minute; absent when it never was
     */
    public record TokenAnswer(
            UUID id,
            String name,
            List<String> scopes,
            UUID workspaceId,
            List<String> models,
            Credits monthlyBudget,
            Boolean budgetHard,
            Credits spent,
            Instant expiresAt,
            Instant lastUsedAt,
            Instant createdAt) {

        static TokenAnswer of(TokenView token) {
            return new TokenAnswer(
                    token.id(),
                    token.name(),
                    token.scopes(),
                    token.workspaceId().orElse(null),
                    token.models(),
                    token.monthlyBudget().orElse(null),
                    token.monthlyBudget().map(budget -> token.budgetHard()).orElse(null),
                    token.spent().orElse(null),
                    token.expiresAt().orElse(null),
                    token.lastUsedAt().orElse(null),
                    token.createdAt());
        }
    }

    /** What a token is to be good for. */
    @Schema(example = """
            {"name": "nightly report", "scopes": ["generate"], "models": ["gpt-5.4-mini"], "monthlyBudget": 200, "expiresAt": "2027-06-30T00:00:00Z"}\
            """)
    public record TokenRequest(
            @NotBlank(message = "must be given") String name,
            List<String> scopes,
            UUID workspaceId,
            List<String> models,
            BigDecimal monthlyBudget,
            Boolean budgetHard,
            Instant expiresAt) {

        NewToken toNewToken() {
            return new NewToken(
                    name,
                    scopes == null ? Set.of() : Set.copyOf(scopes),
                    Optional.ofNullable(workspaceId),
                    models == null ? Set.of() : Set.copyOf(models),
                    Amount.of("monthlyBudget", monthlyBudget),
                    budgetHard == null || budgetHard,
                    Optional.ofNullable(expiresAt));
        }
    }

    /**
     * A token that was made.
     *
     * @param secret what to send as the bearer token; it is shown here and never again
     */
    public record CreatedToken(
            UUID id,
            String name,
            String secret,
            List<String> scopes,
            UUID workspaceId,
            List<String> models,
            Credits monthlyBudget,
            Boolean budgetHard,
            Instant expiresAt,
            Instant createdAt) {

        static CreatedToken of(TokenAnswer token, String secret) {
            return new CreatedToken(
                    token.id(),
                    token.name(),
                    secret,
                    token.scopes(),
                    token.workspaceId(),
                    token.models(),
                    token.monthlyBudget(),
                    token.budgetHard(),
                    token.expiresAt(),
                    token.createdAt());
        }

        /** Leaves the secret out, since this text may end up in logs. */
        @Override
        public String toString() {
            return "CreatedToken " + id;
        }
    }

    @GET
    @Operation(
            summary = "One's own personal access tokens, newest first",
            description = "Those that were revoked are gone.")
    public PageAnswer<TokenAnswer> list(
            @QueryParam("offset") @DefaultValue("0") @Min(value = 0, message = "must be at least {value}") int offset,
            @QueryParam("limit")
                    @DefaultValue(PageAnswer.USUAL_LIMIT)
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        TokenService.Page page = tokens.list(caller, offset, limit);
        return new PageAnswer<>(page.items().stream().map(TokenAnswer::of).toList(), page.total(), limit, offset);
    }

    @POST
    @Operation(
            summary = "Makes a personal access token",
            description =
                    "`scopes` (without: generate, read, write) say what it may be used for: `generate` asks models,"
                            + " with the files that belong to it; `read` reads; `write` changes conversations, presets and files; `admin`"
                            + " administers what its user may administer. No token reaches the account itself or other tokens. The"
                            + " `secret` is shown in this answer and never again.")
    @APIResponseSchema(
            value = CreatedToken.class,
            responseCode = "201",
            responseDescription = "The token is good from now on")
    @APIResponse(responseCode = "409", description = "There are too many tokens already")
    public Response create(@Valid TokenRequest request, @Context UriInfo uri) {
        TokenService.Created created = tokens.create(caller, request.toNewToken());
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(created.token().id().toString())
                        .build())
                .entity(CreatedToken.of(
                        TokenAnswer.of(created.token()), created.secret().text()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Revokes a token", description = "The next request with it is refused.")
    public void revoke(@PathParam("id") UUID id) {
        tokens.revoke(caller, id);
    }
}
