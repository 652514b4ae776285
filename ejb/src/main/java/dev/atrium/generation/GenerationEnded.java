package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation;

/**
 * Told within the transaction that ends a generation, so that what belongs to it, such as a conversation's message, ends with it or not
 * at all.
 *
 * @param text what arrived of the answer
 * @param reasoning what arrived of the model's thinking
 */
public record GenerationEnded(Generation generation, String text, String reasoning) {}
