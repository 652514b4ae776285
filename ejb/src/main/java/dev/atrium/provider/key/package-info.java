/**
 * Workspaces' own keys for providers: {@link dev.atrium.provider.key.ProviderKeys} is for the people who keep them, {@link
 * dev.atrium.provider.key.KeyVault} for the calls that are made with them.
 */
package dev.atrium.provider.key;
