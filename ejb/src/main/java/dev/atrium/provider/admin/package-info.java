/**
 * Keeping the registry: {@link dev.atrium.provider.admin.ModelAdministration} and {@link
 * dev.atrium.provider.admin.EndpointAdministration} for administrators, {@link dev.atrium.provider.admin.ModelRefresh} for the providers' own
 * lists.
 */
package dev.atrium.provider.admin;
