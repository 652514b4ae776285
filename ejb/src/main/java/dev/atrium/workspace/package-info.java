/** Workspaces, as their members see them, by {@link dev.atrium.workspace.WorkspaceService}. */
package dev.atrium.workspace;
