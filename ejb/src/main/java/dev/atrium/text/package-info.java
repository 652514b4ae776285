/**
 * Text outside of conversations, and what every request for text needs: {@link dev.atrium.text.TextOptions} fitted to a model, a
 * bound of its cost, and a count of tokens where a provider reports none.
 */
package dev.atrium.text;
