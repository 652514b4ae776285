/**
 * Text from OpenAI, and from servers that speak its chat completions format. The door is the port: its two
 * implementations are beans.
 */
package dev.atrium.provider.openai;
