/**
 * What every vendor's package needs to speak HTTP: {@link dev.atrium.provider.http.EventStreamClient} opens streamed
 * answers, {@link dev.atrium.provider.http.RestClients} the clients for whole ones, and
 * {@link dev.atrium.provider.http.ProviderCalls} makes each try of a call fit for the guards above it. Nothing here
 * knows a vendor's format.
 */
package dev.atrium.provider.http;
