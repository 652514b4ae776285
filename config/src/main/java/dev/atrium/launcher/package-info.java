/**
 * The one-command start: embedded PostgreSQL, demo providers and Payara Micro with the application, in one process that ends
 * all of it when it is told to stop. {@link dev.atrium.launcher.Atrium} is the door; the application does not know of this
 * package, it only finds its MicroProfile Config keys set.
 */
package dev.atrium.launcher;
