package dev.atrium.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.demo.DemoProviders;
import dev.atrium.provider.anthropic.AnthropicApi;
import dev.atrium.provider.anthropic.AnthropicModelList;
import dev.atrium.provider.anthropic.AnthropicModels;
import dev.atrium.provider.api.ModelListService;
import dev.atrium.provider.api.ModelListing;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.google.GoogleApi;
import dev.atrium.provider.google.GoogleModelList;
import dev.atrium.provider.google.GoogleModels;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.FailureClassifier;
import dev.atrium.provider.http.ModelPages;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.TextLimits;
import dev.atrium.provider.mistral.MistralApi;
import dev.atrium.provider.mistral.MistralModelList;
import dev.atrium.provider.openai.CompatibleModelList;
import dev.atrium.provider.openai.OpenAiApi;
import dev.atrium.provider.openai.OpenAiModelList;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
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
    void all_pages_are_followed() throws Exception {
        List<String> asked = new ArrayList<>();

        ModelListing all = get(ModelPages.all(new ProviderEndpoint("test", demo.baseUrl("openai"), ""), token -> {
            asked.add(token.orElse("first"));
            String id = "model-" + asked.size();
            Optional<String> next = asked.size() < 3 ? Optional.of("after " + id) : Optional.empty();
            return CompletableFuture.completedFuture(
                    new ModelPages.Page(List.of(ModelListing.Model.of(id, Optional.empty(), Set.of("text"))), next));
        }));

        assertThat(all.models()).extracting(ModelListing.Model::name).containsExactly("model-1", "model-2", "model-3");
        assertThat(asked).containsExactly("first", "after model-1", "after model-2");
    }

    @Test
    void a_list_without_an_end_is_none() {
        assertThatThrownBy(() -> get(ModelPages.all(
                        new ProviderEndpoint("test", demo.baseUrl("openai"), ""),
                        token -> CompletableFuture.completedFuture(
                                new ModelPages.Page(List.of(), Optional.of("again"))))))
                .hasCauseInstanceOf(ProviderException.class);
    }

    @Test
    void a_dated_model_of_anthropic_answers_to_its_aliases() throws Exception {
        ModelListing models = get(new AnthropicModelList(calls(), clients)
                .list(new ProviderEndpoint("anthropic", demo.baseUrl("anthropic"), "key")));

        assertThat(models.models())
                .filteredOn(model -> model.name().startsWith("claude-sonnet-4-5-"))
                .singleElement()
                .satisfies(model -> assertThat(model.aliases()).contains("claude-sonnet-4-5"));
    }

    @Test
    void each_vendor_tells_what_its_models_do() throws Exception {
        assertThat(capabilities(new OpenAiModelList(calls(), clients), "openai"))
                .containsEntry("gpt-5.2", Set.of("text"))
                .containsEntry("text-embedding-3-small", Set.of("embedding"));
        assertThat(capabilities(new GoogleModelList(calls(), clients), "google"))
                .containsEntry("gemini-2.5-flash", Set.of("text"))
                .containsEntry("gemini-2.5-flash-image", Set.of("image"))
                .containsEntry("gemini-2.5-flash-preview-tts", Set.of("speech"));
        assertThat(capabilities(new MistralModelList(calls(), clients), "mistral"))
                .containsEntry("mistral-large-latest", Set.of("text"))
                .containsEntry("mistral-embed", Set.of("embedding"));
        assertThat(capabilities(new CompatibleModelList(calls(), clients), "compatible"))
                .containsEntry("qwen3-32b", Set.of("text"));
    }

    private Map<String, Set<String>> capabilities(ModelListService service, String provider) throws Exception {
        return get(service.list(new ProviderEndpoint(provider, demo.baseUrl(provider), "key"))).models().stream()
                .collect(Collectors.toMap(ModelListing.Model::name, ModelListing.Model::capabilities));
    }

    private static ProviderCalls calls() {
        return new ProviderCalls(limits());
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
