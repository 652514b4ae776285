package dev.atrium.provider;

import dev.atrium.provider.api.EmbeddingService;
import dev.atrium.provider.openai.CompatibleEmbedding;

class CompatibleEmbeddingTest extends EmbeddingContract {

    @Override
    String provider() {
        return "compatible";
    }

    @Override
    String model() {
        return "bge-m3";
    }

    @Override
    EmbeddingService service(Parts of) {
        return new CompatibleEmbedding(of.calls(), of.clients(), of.limits());
    }
}
