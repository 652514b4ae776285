package dev.atrium.rest.admin;

import dev.atrium.credit.Correction;
import dev.atrium.credit.Grant;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.TransferKind;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.security.ForAdmins;
import dev.atrium.security.Caller;
import dev.atrium.workspace.Treasury;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Credits that administrators give to a workspace, and mistakes that they mend. */
@Path("admin/workspaces/{id}")
@Tag(name = "Administration")
@ForAdmins
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GrantResource {

    @Inject
    private Caller caller;

    @Inject
    private Treasury treasury;

    /**
     * Credits for a workspace.
     *
     * @param kind {@code grant}, the default, {@code allowance} or {@code bonus}
     * @param expiresAt when what is left of them is taken back; required for a bonus
     */
    @Schema(example = """
            {"amount": 1000, "reason": "Budget of the fourth quarter"}\
            """)
    public record NewGrant(
            @NotNull(message = "must be given") BigDecimal amount,
            String kind,
            Instant expiresAt,
            @NotBlank(message = "must be given") String reason) {}

    /**
     * A mistake that is mended.
     *
     * @param amount below zero to take credits back
     */
    @Schema(example = """
            {"amount": -12.5, "reason": "Granted twice on 3 November"}\
            """)
    public record NewCorrection(
            @NotNull(message = "must be given") BigDecimal amount,
            @NotBlank(message = "must be given") String reason) {}

    /**
     * What was booked.
     *
     * @param id the transfer in the ledger
     */
    public record Booked(UUID id, CreditsAfter credits) {

        static Booked of(Treasury.Booked booked) {
            return new Booked(
                    booked.transferId(),
                    new CreditsAfter(
                            booked.balance().balance(),
                            booked.balance().reserved(),
                            booked.balance().available()));
        }
    }

    /** What the workspace has then. */
    public record CreditsAfter(Credits balance, Credits reserved, Credits available) {}

    @POST
    @Path("grants")
    @Operation(
            summary = "Gives credits to a workspace",
            description = "Credits that expire are spent first, those that expire soonest before others.")
    @APIResponseSchema(value = Booked.class, responseCode = "201", responseDescription = "The workspace has them")
    public Response grant(@PathParam("id") UUID workspaceId, @Valid NewGrant grant, @Context UriInfo uri) {
        Grant checked = new Grant(
                kind(grant.kind()),
                amount(grant.amount()),
                Optional.ofNullable(grant.expiresAt()),
                caller.userId(),
                grant.reason());
        return created(treasury.grant(caller, workspaceId, checked), workspaceId, uri);
    }

    @POST
    @Path("corrections")
    @Operation(
            summary = "Mends a mistake in a workspace's credits",
            description = "Entries of the ledger are never changed: what was wrong is evened out by another one.")
    @APIResponseSchema(value = Booked.class, responseCode = "201", responseDescription = "It is mended")
    @APIResponse(responseCode = "409", description = "More would be taken back than is available")
    public Response correct(@PathParam("id") UUID workspaceId, @Valid NewCorrection correction, @Context UriInfo uri) {
        Correction checked = new Correction(amount(correction.amount()), caller.userId(), correction.reason());
        return created(treasury.correct(caller, workspaceId, checked), workspaceId, uri);
    }

    private static Response created(Treasury.Booked booked, UUID workspaceId, UriInfo uri) {
        return Response.created(uri.getBaseUriBuilder()
                        .path("workspaces")
                        .path(workspaceId.toString())
                        .path("credits/entries")
                        .build())
                .entity(Booked.of(booked))
                .build();
    }

    private static Credits amount(BigDecimal given) {
        try {
            return Credits.of(given);
        } catch (ArithmeticException e) {
            throw Refusal.invalid("amount", "must be an amount of credits with at most 6 decimals");
        }
    }

    private static TransferKind kind(String given) {
        if (given == null) {
            return TransferKind.GRANT;
        }
        try {
            return TransferKind.valueOf(given.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("kind", "must be grant, allowance or bonus");
        }
    }
}
