package dev.atrium.provider.google;

import dev.atrium.provider.api.EmbeddingRequest;
import dev.atrium.provider.api.EmbeddingResult;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.http.Usage;
import dev.atrium.provider.http.Vectors;
import java.util.List;
import java.util.Optional;

/** Translates between the port and Google's embeddings. */
final class GoogleEmbeddingMapper {

    GoogleEmbeddingRequest request(EmbeddingRequest request) {
        String model = "models/" + GoogleMapper.modelId(request.model());
        Integer dimensions =
                request.dimensions().isPresent() ? request.dimensions().getAsInt() : null;
        return new GoogleEmbeddingRequest(request.inputs().stream()
                .map(text -> new GoogleEmbeddingRequest.Text(
                        model,
                        new GoogleMediaRequest.Content(null, List.of(new GoogleMediaRequest.Part(text))),
                        dimensions))
                .toList());
    }

    EmbeddingResult result(GoogleEmbeddings answer, EmbeddingRequest request, ProviderEndpoint endpoint) {
        float[][] vectors = new float[request.inputs().size()][];
        for (int i = 0; i < answer.embeddings().size(); i++) {
            vectors[i] = Vectors.of(answer.embeddings().get(i).values());
        }
        return new EmbeddingResult(
                Vectors.complete(vectors, endpoint),
                Optional.ofNullable(answer.usageMetadata())
                        .map(usage -> Usage.of(Usage.count(usage.promptTokenCount()), 0, 0, 0, 0)));
    }
}
