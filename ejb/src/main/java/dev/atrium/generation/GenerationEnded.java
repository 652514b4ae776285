package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation;
import java.util.Optional;

/**
 * Told within the transaction that ends a generation, so that what belongs to it, such as a conversation's message or the files that were
 * made, is stored with it or not at all.
 *
 * @param text what arrived of the answer
 * @param reasoning what arrived of the model's thinking
 * @param product what was made beside text; also of a generation that failed, since it may have to be tidied away then
 */
public record GenerationEnded(Generation generation, String text, String reasoning, Optional<Product> product) {}
