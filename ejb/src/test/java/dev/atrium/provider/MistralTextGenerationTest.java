package dev.atrium.provider;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.mistral.MistralTextGeneration;
import java.util.List;

class MistralTextGenerationTest extends TextGenerationContract {

    @Override
    String provider() {
        return "mistral";
    }

    @Override
    TextGenerationService service(ProviderCalls calls, EventStreamClient streams, RestClients clients) {
        return new MistralTextGeneration(calls, streams, clients);
    }

    @Override
    TokenUsage detailedUsage() {
        return new TokenUsage(100, 50, 20, 0, 0);
    }

    /** Mistral has no sign for it. */
    @Override
    FinishReason refusal() {
        return FinishReason.STOP;
    }

    @Override
    List<String> models() {
        return List.of("mistral-large-latest", "mistral-small-latest", "magistral-medium-latest");
    }
}
