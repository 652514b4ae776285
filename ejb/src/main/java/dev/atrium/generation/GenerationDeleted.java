package dev.atrium.generation;

import dev.atrium.persistence.generation.Generation;

/** Told within the transaction that deletes the content of a generation, so that what belongs to it goes with it. */
public record GenerationDeleted(Generation generation) {}
