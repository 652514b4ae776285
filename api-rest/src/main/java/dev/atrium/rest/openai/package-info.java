/**
 * The API as clients of OpenAI know it, below {@code /api/openai/v1}: its bodies are translated into the commands of the services, and what comes of
 * these into its answers and streams. It decides nothing else.
 */
package dev.atrium.rest.openai;
