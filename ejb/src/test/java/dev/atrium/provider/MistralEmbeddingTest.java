package dev.atrium.provider;

import dev.atrium.provider.api.EmbeddingService;
import dev.atrium.provider.mistral.MistralEmbedding;

class MistralEmbeddingTest extends EmbeddingContract {

    @Override
    String provider() {
        return "mistral";
    }

    @Override
    String model() {
        return "codestral-embed";
    }

    @Override
    EmbeddingService service(Parts of) {
        return new MistralEmbedding(of.calls(), of.clients(), of.limits());
    }
}
