package dev.atrium.workspace;

import dev.atrium.persistence.credit.Balance;
import dev.atrium.persistence.workspace.WorkspaceRole;
import java.util.Optional;
import java.util.UUID;

/**
 * A workspace, as one of its members sees it.
 *
 * @param plan the name of what it has bought; empty without a plan
 * @param role what the member may do in it
 * @param balance what it has
 * @param low whether so little is available that the portal should warn
 * @param fallbackAllowed whether another model may answer when the one that was asked for fails
 */
public record WorkspaceView(
        UUID id,
        String name,
        Optional<String> plan,
        boolean personal,
        WorkspaceRole role,
        Balance balance,
        boolean low,
        boolean fallbackAllowed) {}
