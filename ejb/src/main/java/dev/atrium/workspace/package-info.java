/**
 * Workspaces and who belongs to them: {@link dev.atrium.workspace.WorkspaceService} makes, changes and ends them, {@link
 * dev.atrium.workspace.Members} says who is in them as what, {@link dev.atrium.workspace.Invitations} lets people in by mail.
 */
package dev.atrium.workspace;
