/** How providers are reached, as far as it is stored: workspaces' own keys, and endpoints added at run time. */
package dev.atrium.persistence.provider;
