/**
 * Fake AI providers on a local port that speak the wire formats of OpenAI, Anthropic, Google Gemini, Mistral and a generic
 * OpenAI-compatible server, as strictly as the real ones. They let the portal run without any key and are the upstream of all
 * tests, with slowness, odd framing and failures on demand.
 *
 * <p>The door is {@link dev.atrium.demo.DemoProviders}; tests direct it through {@link dev.atrium.demo.Script}, people with a
 * browser through markers such as {@code [[fail 500]]} in their message. All markers are listed at
 * {@link dev.atrium.demo.Behaviour}. Nothing of the product knows of this package: only base addresses point here.
 */
package dev.atrium.demo;
