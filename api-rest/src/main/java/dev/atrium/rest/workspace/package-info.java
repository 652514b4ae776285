/** The workspaces that a caller belongs to. */
package dev.atrium.rest.workspace;
