package dev.atrium.provider;

import dev.atrium.provider.anthropic.AnthropicTextGeneration;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;

class AnthropicTextGenerationTest extends TextGenerationContract {

    @Override
    String provider() {
        return "anthropic";
    }

    @Override
    TextGenerationService service(ProviderCalls calls, EventStreamClient streams, RestClients clients) {
        return new AnthropicTextGeneration(calls, streams, clients);
    }

    @Override
    TokenUsage detailedUsage() {
        return new TokenUsage(100, 50, 20, 5, 0);
    }
}
