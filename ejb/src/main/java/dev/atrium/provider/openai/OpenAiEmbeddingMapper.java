package dev.atrium.provider.openai;

import dev.atrium.provider.api.EmbeddingRequest;
import dev.atrium.provider.api.EmbeddingResult;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.http.Usage;
import dev.atrium.provider.http.Vectors;
import java.util.Optional;

/** Translates between the port and OpenAI's embeddings. */
enum OpenAiEmbeddingMapper {
    OPENAI,
    COMPATIBLE;

    /** Base64 is a third of the size of numbers, but not every compatible server has it. */
    OpenAiEmbeddingRequest request(EmbeddingRequest request) {
        return new OpenAiEmbeddingRequest(
                request.model(),
                request.inputs(),
                request.dimensions().isPresent() ? request.dimensions().getAsInt() : null,
                this == OPENAI ? "base64" : null);
    }

    EmbeddingResult result(OpenAiEmbeddings answer, EmbeddingRequest request, ProviderEndpoint endpoint) {
        float[][] vectors = new float[request.inputs().size()][];
        for (OpenAiEmbeddings.Embedding embedding : answer.data()) {
            vectors[embedding.index()] = Vectors.of(embedding.embedding());
        }
        return new EmbeddingResult(
                Vectors.complete(vectors, endpoint),
                Optional.ofNullable(answer.usage())
                        .map(usage -> Usage.of(Usage.count(usage.promptTokens()), 0, 0, 0, 0)));
    }
}
