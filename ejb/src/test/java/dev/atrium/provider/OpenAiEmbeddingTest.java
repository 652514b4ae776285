package dev.atrium.provider;

import dev.atrium.provider.api.EmbeddingService;
import dev.atrium.provider.openai.OpenAiEmbedding;

class OpenAiEmbeddingTest extends EmbeddingContract {

    @Override
    String provider() {
        return "openai";
    }

    @Override
    String model() {
        return "text-embedding-3-small";
    }

    @Override
    EmbeddingService service(Parts of) {
        return new OpenAiEmbedding(of.calls(), of.clients(), of.limits());
    }
}
