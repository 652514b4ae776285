/** The pages of a workspace's settings. */
package dev.atrium.web.workspace;
