/**
 * Which providers there are and which models they offer: {@link dev.atrium.provider.ModelRegistry} finds the offer for a request, and
 * {@link dev.atrium.provider.AiServiceFactory} the implementation and endpoint that serve it.
 */
package dev.atrium.provider;
