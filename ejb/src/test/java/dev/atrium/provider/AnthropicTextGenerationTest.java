package dev.atrium.provider;

import dev.atrium.provider.anthropic.AnthropicTextGeneration;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import java.util.List;

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

    @Override
    List<String> models() {
        return List.of("claude-opus-4-1", "claude-haiku-4-5", "claude-opus-4-5", "claude-opus-4-6", "claude-sonnet-5");
    }

    @Override
    boolean writesAnyJson() {
        return false;
    }
}
