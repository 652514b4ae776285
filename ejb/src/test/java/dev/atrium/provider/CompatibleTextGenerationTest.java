package dev.atrium.provider;

import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.openai.CompatibleTextGeneration;

class CompatibleTextGenerationTest extends TextGenerationContract {

    @Override
    String provider() {
        return "compatible";
    }

    @Override
    TextGenerationService service(ProviderCalls calls, EventStreamClient streams, RestClients clients) {
        return new CompatibleTextGeneration(calls, streams, clients);
    }

    @Override
    TokenUsage detailedUsage() {
        return new TokenUsage(100, 50, 20, 0, 0);
    }

    @Override
    boolean speaksOpenAi() {
        return true;
    }
}
