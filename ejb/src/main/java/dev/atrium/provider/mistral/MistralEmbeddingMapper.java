package dev.atrium.provider.mistral;

import dev.atrium.provider.api.EmbeddingRequest;
import dev.atrium.provider.api.EmbeddingResult;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.http.Vectors;
import java.util.Optional;

/** Translates between the port and Mistral's embeddings. */
final class MistralEmbeddingMapper {

    MistralEmbeddingRequest request(EmbeddingRequest request) {
        return new MistralEmbeddingRequest(
                request.model(),
                request.inputs(),
                request.dimensions().isPresent() ? request.dimensions().getAsInt() : null);
    }

    EmbeddingResult result(MistralEmbeddings answer, EmbeddingRequest request, ProviderEndpoint endpoint) {
        float[][] vectors = new float[request.inputs().size()][];
        for (MistralEmbeddings.Embedding embedding : answer.data()) {
            vectors[embedding.index()] = Vectors.of(embedding.embedding());
        }
        return new EmbeddingResult(
                Vectors.complete(vectors, endpoint),
                Optional.ofNullable(answer.usage()).map(MistralMapper::usage));
    }
}
