package dev.atrium.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.demo.DemoProviders;
import dev.atrium.provider.anthropic.AnthropicApi;
import dev.atrium.provider.anthropic.AnthropicModels;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.google.GoogleApi;
import dev.atrium.provider.google.GoogleModels;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.FailureClassifier;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.TextLimits;
import dev.atrium.provider.mistral.MistralApi;
import dev.atrium.provider.openai.OpenAiApi;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lists of models that the vendors' APIs give, as far as they are read. */
class ModelListsTest {

    private static final FailureClassifier BY_STATUS =
            (head, body) -> Failure.of(head, Failure.kindOf(head.status())).exception();

    private final DemoProviders demo = DemoProviders.start(0, Duration.ZERO);
    private final RestClients clients = new RestClients(limits());

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void openai_lists_all_at_once() throws Exception {
        assertThat(get(client(OpenAiApi.class, "openai").models("Bearer key")).data())
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.id()).isNotEmpty());
    }

    @Test
    void mistral_tells_what_its_models_are_good_for() throws Exception {
        assertThat(get(client(MistralApi.class, "mistral").models("Bearer key")).data())
                .anySatisfy(model ->
                        assertThat(model.capabilities().completionChat()).isTrue());
    }

    @Test
    void anthropic_lists_page_by_page() throws Exception {
        AnthropicApi api = client(AnthropicApi.class, "anthropic");

        AnthropicModels first = get(api.models("key", 1, null));
        AnthropicModels second = get(api.models("key", 1, first.lastId()));

        assertThat(first.hasMore()).isTrue();
        assertThat(second.data()).doesNotContainAnyElementsOf(first.data());
    }

    @Test
    void google_lists_page_by_page() throws Exception {
        GoogleApi api = client(GoogleApi.class, "google");

        GoogleModels first = get(api.models("key", 1, null));
        GoogleModels second = get(api.models("key", 1, first.nextPageToken()));

        assertThat(first.models()).allSatisfy(model -> assertThat(model.name()).startsWith("models/"));
        assertThat(second.models()).doesNotContainAnyElementsOf(first.models());
    }

    @Test
    void a_refused_key_fails_in_the_words_of_the_port() {
        assertThatThrownBy(() -> get(client(MistralApi.class, "mistral").models("Bearer bad")))
                .hasCauseInstanceOf(ProviderException.class);
    }

    @Test
    void a_client_is_kept_for_its_address() {
        assertThat(client(OpenAiApi.class, "openai"))
                .isSameAs(client(OpenAiApi.class, "openai"))
                .isNotSameAs(client(OpenAiApi.class, "compatible"));
    }

    private <T extends Closeable> T client(Class<T> api, String provider) {
        return clients.client(api, new ProviderEndpoint(provider, demo.baseUrl(provider), "key"), BY_STATUS);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, SECONDS);
    }

    private static TextLimits limits() {
        Duration patience = Duration.ofSeconds(10);
        return new TextLimits(patience, patience, patience, patience, patience, 1 << 20, 1 << 20, patience);
    }
}
