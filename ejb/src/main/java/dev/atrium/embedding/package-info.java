/**
 * Embeddings: {@link dev.atrium.embedding.VectorService} has texts measured, and keeps neither them nor what came of it, unless a request may
 * be sent again with its key.
 */
package dev.atrium.embedding;
