package dev.atrium.rest.workspace;

import dev.atrium.persistence.credit.Balance;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.rest.Amount;
import dev.atrium.rest.PageAnswer;
import dev.atrium.security.Caller;
import dev.atrium.workspace.WorkspaceChange;
import dev.atrium.workspace.WorkspaceService;
import dev.atrium.workspace.WorkspaceView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's workspaces. One that the caller does not belong to does not exist. */
@Path("workspaces")
@Tag(name = "Workspaces")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WorkspaceResource {

    @Inject
    private Caller caller;

    @Inject
    private WorkspaceService workspaces;

    /**
     * A workspace and what it has.
     *
     * @param role what the caller is in it
     * @param plan the name of what it has bought; absent without a plan
     * @param personal whether it came with the account of its owner
     */
    public record WorkspaceAnswer(
            UUID id,
            String name,
            WorkspaceRole role,
            String plan,
            boolean personal,
            CreditsAnswer credits,
            boolean fallbackAllowed) {

        static WorkspaceAnswer of(WorkspaceView workspace) {
            return new WorkspaceAnswer(
                    workspace.id(),
                    workspace.name(),
                    workspace.role(),
                    workspace.plan().orElse(null),
                    workspace.personal(),
                    CreditsAnswer.of(workspace.balance(), workspace.low()),
                    workspace.fallbackAllowed());
        }
    }

    /**
     * Credits of a workspace.
     *
     * @param balance what it owns
     * @param reserved what of it is held for running calls
     * @param available what it can still spend
     * @param low whether that is so little that people should know
     */
    public record CreditsAnswer(Credits balance, Credits reserved, Credits available, boolean low) {

        static CreditsAnswer of(Balance balance, boolean low) {
            return new CreditsAnswer(balance.balance(), balance.reserved(), balance.available(), low);
        }
    }

    @GET
    @Operation(summary = "The workspaces that the caller belongs to, the oldest membership first")
    public PageAnswer<WorkspaceAnswer> list() {
        List<WorkspaceAnswer> items =
                workspaces.list(caller).stream().map(WorkspaceAnswer::of).toList();
        return new PageAnswer<>(items, items.size(), items.size(), 0);
    }

    /** A workspace to make. */
    @Schema(example = "{\"name\": \"Research\"}")
    public record NewWorkspace(
            @NotBlank(message = "must be given") String name) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Makes a workspace that the caller owns",
            description = "It has no credits until it is given some.")
    @APIResponseSchema(
            value = WorkspaceAnswer.class,
            responseCode = "201",
            responseDescription = "The workspace is there")
    public Response create(@Valid NewWorkspace workspace, @Context UriInfo uri) {
        WorkspaceView created = workspaces.create(caller, workspace.name());
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(created.id().toString())
                        .build())
                .entity(WorkspaceAnswer.of(created))
                .build();
    }

    @GET
    @Path("current")
    @Operation(summary = "The workspace that the request acts in, and its credits")
    public WorkspaceAnswer current() {
        return WorkspaceAnswer.of(workspaces.current(caller));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A workspace and its credits")
    public WorkspaceAnswer get(@PathParam("id") UUID id) {
        return WorkspaceAnswer.of(workspaces.get(caller, id));
    }

    /**
     * What to change of a workspace; what is absent stays as it is.
     *
     * @param fallbackAllowed whether another model of the same class may answer when a provider fails
     * @param lowCreditMark at or below so many credits the portal warns
     */
    @Schema(example = "{\"name\": \"Research\", \"fallbackAllowed\": false}")
    public record SettingsRequest(String name, Boolean fallbackAllowed, BigDecimal lowCreditMark) {}

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Changes the settings of a workspace",
            description = "`fallbackAllowed`: whether another model of the same class may answer when a provider fails."
                    + " `lowCreditMark`: at or below so many credits the portal warns."
                    + " For owners and administrators of the workspace.")
    public WorkspaceAnswer change(@PathParam("id") UUID id, @Valid SettingsRequest settings) {
        WorkspaceChange change = new WorkspaceChange(
                Optional.ofNullable(settings.name()),
                Optional.ofNullable(settings.fallbackAllowed()),
                Amount.of("lowCreditMark", settings.lowCreditMark()));
        return WorkspaceAnswer.of(workspaces.change(caller, id, change));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Deletes a workspace, with its conversations, files and keys, for all its members",
            description =
                    "For its owner. Its credits are lost; its ledger stays. A personal workspace ends with the account.")
    @APIResponse(responseCode = "409", description = "It is a personal workspace, or something is running in it")
    public void delete(@PathParam("id") UUID id) {
        workspaces.delete(caller, id);
    }

    @POST
    @Path("{id}/switch")
    @Operation(summary = "Makes it the workspace in which the caller's requests act that name none")
    public WorkspaceAnswer enter(@PathParam("id") UUID id) {
        return WorkspaceAnswer.of(workspaces.enter(caller, id));
    }

    /** Who is to own a workspace. */
    @Schema(example = """
            {"userId": "01a205eb-1706-7000-8828-96a2327005e4"}\
            """)
    public record Heir(@NotNull(message = "must be given") UUID userId) {}

    @POST
    @Path("{id}/transfer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Gives a workspace to another of its members",
            description = "For its owner, who stays as an administrator.")
    @APIResponse(responseCode = "409", description = "It is a personal workspace")
    public WorkspaceAnswer transfer(@PathParam("id") UUID id, @Valid Heir heir) {
        return WorkspaceAnswer.of(workspaces.transfer(caller, id, heir.userId()));
    }
}
