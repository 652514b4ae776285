package dev.atrium.rest.workspace;

import dev.atrium.persistence.credit.Balance;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.security.Caller;
import dev.atrium.workspace.WorkspaceService;
import dev.atrium.workspace.WorkspaceView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's workspaces. */
@Path("workspaces")
@Tag(name = "Workspaces")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WorkspaceResource {

    @Inject
    private Caller caller;

    @Inject
    private WorkspaceService workspaces;

    /** A workspace and what it has. */
    public record WorkspaceAnswer(
            UUID id, String name, WorkspaceRole role, CreditsAnswer credits, boolean fallbackAllowed) {

        static WorkspaceAnswer of(WorkspaceView workspace) {
            return new WorkspaceAnswer(
                    workspace.id(),
                    workspace.name(),
                    workspace.role(),
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
    @Path("current")
    @Operation(summary = "The workspace that the request acts in, and its credits")
    public WorkspaceAnswer current() {
        return WorkspaceAnswer.of(workspaces.current(caller));
    }

    /** What to change of a workspace's settings. */
    @Schema(example = "{\"fallbackAllowed\": false}")
    public record SettingsRequest(
            @NotNull(message = "must be given") Boolean fallbackAllowed) {}

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Changes the settings of a workspace",
            description = "`fallbackAllowed`: whether another model of the same class may answer when a provider fails."
                    + " For owners and administrators of the workspace.")
    public WorkspaceAnswer change(@PathParam("id") UUID id, @Valid SettingsRequest settings) {
        return WorkspaceAnswer.of(workspaces.allowFallback(caller, id, settings.fallbackAllowed()));
    }
}
