package dev.atrium.provider;

import dev.atrium.provider.api.EmbeddingService;
import dev.atrium.provider.google.GoogleEmbedding;

class GoogleEmbeddingTest extends EmbeddingContract {

    @Override
    String provider() {
        return "google";
    }

    @Override
    String model() {
        return "gemini-embedding-001";
    }

    @Override
    EmbeddingService service(Parts of) {
        return new GoogleEmbedding(of.calls(), of.clients(), of.limits());
    }
}
