package dev.atrium.provider.http;

import dev.atrium.provider.api.EmbeddingResult;
import jakarta.enterprise.context.Dependent;

/** The fall-back of methods that ask for embeddings. */
@Dependent
public class RefusedEmbeddings extends RefusedCall<EmbeddingResult> {}
