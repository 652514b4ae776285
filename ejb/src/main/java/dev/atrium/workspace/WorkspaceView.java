package dev.atrium.workspace;

import dev.atrium.persistence.credit.Balance;
import dev.atrium.persistence.workspace.WorkspaceRole;
import java.util.UUID;

/**
 * A workspace, as one of its members sees it.
 *
 * @param role what the member may do in it
 * @param balance what it has
 * @param low whether so little is available that the portal should warn
 * @param fallbackAllowed whether another model may answer when the one that was asked for fails
 */
public record WorkspaceView(
        UUID id,
        String name,
        boolean personal,
        WorkspaceRole role,
        Balance balance,
        boolean low,
        boolean fallbackAllowed) {}
