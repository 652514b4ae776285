package dev.atrium.provider;

import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.openai.OpenAiTextGeneration;
import java.util.List;

class OpenAiTextGenerationTest extends TextGenerationContract {

    @Override
    String provider() {
        return "openai";
    }

    @Override
    TextGenerationService service(ProviderCalls calls, EventStreamClient streams, RestClients clients) {
        return new OpenAiTextGeneration(calls, streams, clients);
    }

    @Override
    TokenUsage detailedUsage() {
        return new TokenUsage(100, 50, 20, 0, 10);
    }

    @Override
    boolean showsThinking() {
        return false;
    }

    @Override
    List<String> models() {
        return List.of("gpt-4o", "gpt-5-chat-latest", "gpt-5-mini", "gpt-5.1", "gpt-5.5", "o4-mini");
    }

    @Override
    boolean speaksOpenAi() {
        return true;
    }
}
