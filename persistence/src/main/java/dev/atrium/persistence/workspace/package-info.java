/** Workspaces and who belongs to them, as they are stored. */
package dev.atrium.persistence.workspace;
