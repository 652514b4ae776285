package dev.atrium.provider;

import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.google.GoogleTextGeneration;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import java.util.List;

class GoogleTextGenerationTest extends TextGenerationContract {

    @Override
    String provider() {
        return "google";
    }

    @Override
    TextGenerationService service(ProviderCalls calls, EventStreamClient streams, RestClients clients) {
        return new GoogleTextGeneration(calls, streams, clients);
    }

    @Override
    TokenUsage detailedUsage() {
        return new TokenUsage(100, 50, 20, 0, 10);
    }

    @Override
    List<String> models() {
        return List.of(
                "gemini-2.0-flash", "gemini-2.5-flash", "gemini-2.5-pro", "gemini-3.1-pro-preview", "gemini-3.5-flash");
    }

    @Override
    boolean limitsParallelTools() {
        return false;
    }

    @Override
    boolean fetchesPictures() {
        return false;
    }
}
