/**
 * How the application says no. A service that cannot or may not do what it was asked throws a {@link
 * dev.atrium.refusal.Refusal}; the portal and the API translate it, each into its own form, without knowing the service.
 */
package dev.atrium.refusal;
