package dev.atrium.rest.workspace;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.Amount;
import dev.atrium.rest.PageAnswer;
import dev.atrium.security.Caller;
import dev.atrium.workspace.MemberView;
import dev.atrium.workspace.Members;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who belongs to a workspace. */
@Path("workspaces/{workspace}/members")
@Tag(name = "Workspaces")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MemberResource {

    @Inject
    private Caller caller;

    @Inject
    private Members members;

    /**
     * Somebody who belongs to a workspace, or is invited to.
     *
     * @param userId absent for who is invited
     * @param invitationId present for who is invited
     * @param name first and last name; absent for who is invited
     * @param status {@code active} or {@code invited}
     * @param monthlyBudget the most credits that they may spend in a calendar month (UTC); absent for no bound
     * @param budgetHard whether calls beyond the budget are refused; present with a budget
     * @param spent credits of this month; present with a budget
     * @param since when they joined, or were invited
     */
    public record MemberAnswer(
            UUID userId,
            UUID invitationId,
            String email,
            String name,
            WorkspaceRole role,
            String status,
            Credits monthlyBudget,
            Boolean budgetHard,
            Credits spent,
            Instant since) {

        static MemberAnswer of(MemberView member) {
            return new MemberAnswer(
                    member.invited() ? null : member.id(),
                    member.invited() ? member.id() : null,
                    member.email(),
                    member.name().orElse(null),
                    member.role(),
                    member.invited() ? "invited" : "active",
                    member.monthlyBudget().orElse(null),
                    member.monthlyBudget().map(budget -> member.budgetHard()).orElse(null),
                    member.spent().orElse(null),
                    member.since());
        }
    }

    @GET
    @Operation(summary = "The members of a workspace, and who is invited to it")
    public PageAnswer<MemberAnswer> list(@PathParam("workspace") UUID workspaceId) {
        List<MemberAnswer> items =
                members.list(caller, workspaceId).stream().map(MemberAnswer::of).toList();
        return new PageAnswer<>(items, items.size(), items.size(), 0);
    }

    /** Somebody to let in. */
    @Schema(example = """
            {"email": "grace@example.org", "role": "MEMBER", "monthlyBudget": 500}\
            """)
    public record NewMember(
            @NotBlank(message = "must be given")
            @Email(message = "must be an e-mail address")
            @Size(max = 254, message = "must have at most 254 characters")
            String email,

            @NotNull(message = "must be given") String role,
            BigDecimal monthlyBudget,
            Boolean budgetHard) {}

    @POST
    @Operation(
            summary = "Lets somebody into a workspace",
            description =
                    "`role` is ADMIN, MEMBER or VIEWER. Who has an account with this address belongs to the workspace"
                            + " at once; anybody else gets an invitation by mail. For the owner and administrators; only the owner"
                            + " makes administrators.")
    @APIResponseSchema(
            value = MemberAnswer.class,
            responseCode = "201",
            responseDescription = "They belong to it, or are invited")
    @APIResponse(responseCode = "409", description = "They belong to the workspace already")
    public Response add(@PathParam("workspace") UUID workspaceId, @Valid NewMember member, @Context UriInfo uri) {
        MemberView added = members.add(
                caller,
                workspaceId,
                member.email(),
                new Members.Place(
                        role(member.role()),
                        Amount.of("monthlyBudget", member.monthlyBudget()),
                        member.budgetHard() == null || member.budgetHard()));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(added.id().toString()).build())
                .entity(MemberAnswer.of(added))
                .build();
    }

    /**
     * What to change of a member; what is absent stays as it is.
     *
     * @param unlimited true takes the budget away
     */
    @Schema(example = "{\"role\": \"VIEWER\", \"monthlyBudget\": 100, \"budgetHard\": false}")
    public record MemberChange(String role, BigDecimal monthlyBudget, Boolean budgetHard, Boolean unlimited) {}

    @PATCH
    @Path("{user}")
    @Operation(
            summary = "Changes the role or the budget of a member",
            description = "`unlimited: true` takes the budget away. For the owner and administrators; only the owner"
                    + " changes administrators.")
    public MemberAnswer change(
            @PathParam("workspace") UUID workspaceId, @PathParam("user") UUID userId, @Valid MemberChange change) {
        Optional<Members.Budget> budget = Boolean.TRUE.equals(change.unlimited())
                ? Optional.of(new Members.Budget(Optional.empty()))
                : Amount.of("monthlyBudget", change.monthlyBudget())
                        .map(amount -> new Members.Budget(Optional.of(amount)));
        return MemberAnswer.of(members.change(
                caller,
                workspaceId,
                userId,
                new Members.Change(
                        Optional.ofNullable(change.role()).map(MemberResource::role),
                        budget,
                        Optional.ofNullable(change.budgetHard()))));
    }

    @DELETE
    @Path("{member}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Takes a member out of a workspace, or an invitation back",
            description = "By the id of the user or of the invitation. Everybody but the owner may leave.")
    public void remove(@PathParam("workspace") UUID workspaceId, @PathParam("member") UUID id) {
        members.remove(caller, workspaceId, id);
    }

    private static WorkspaceRole role(String text) {
        return Stream.of(WorkspaceRole.values())
                .filter(role -> role.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("role", "must be ADMIN, MEMBER or VIEWER"));
    }
}
