package dev.atrium.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.anthropic.AnthropicTextGeneration;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.StreamEvent.Completed;
import dev.atrium.provider.api.StreamEvent.Failed;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.api.Tools;
import dev.atrium.provider.google.GoogleTextGeneration;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.TextLimits;
import dev.atrium.provider.mistral.MistralTextGeneration;
import dev.atrium.provider.openai.OpenAiTextGeneration;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The heart of the contract against the vendors themselves. It costs money, so it runs only when it is asked for
 * ({@code -Datrium.live=true}), and then each vendor whose key is missing from the environment fails it.
 */
@EnabledIfSystemProperty(named = "atrium.live", matches = "true")
class LiveTextGenerationTest {

    private static final int ENOUGH = 4000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TextLimits LIMITS =
            new TextLimits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 1 << 20, 1 << 24, Duration.ofSeconds(10));
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "provider");
        thread.setDaemon(true);
        return thread;
    });
    private static final ProviderCalls CALLS = new ProviderCalls(LIMITS);
    private static final EventStreamClient STREAMS = new EventStreamClient(LIMITS, THREADS);
    private static final RestClients CLIENTS = new RestClients(LIMITS);

    /** A vendor, with a model that is cheap and thinks. */
    enum Live {
        OPENAI("https://api.openai.com/v1", "gpt-5-mini", new OpenAiTextGeneration(CALLS, STREAMS, CLIENTS)),
        ANTHROPIC(
                "https://api.anthropic.com/v1",
                "claude-haiku-4-5",
                new AnthropicTextGeneration(CALLS, STREAMS, CLIENTS)),
        GOOGLE(
                "https://generativelanguage.googleapis.com/v1beta",
                "gemini-2.5-flash",
                new GoogleTextGeneration(CALLS, STREAMS, CLIENTS)),
        MISTRAL(
                "https://api.mistral.ai/v1",
                "mistral-small-latest",
                new MistralTextGeneration(CALLS, STREAMS, CLIENTS));

        private final URI url;
        private final String model;
        private final TextGenerationService service;

        Live(String url, String model, TextGenerationService service) {
            this.url = URI.create(url);
            this.model = model;
            this.service = service;
        }

        private ProviderEndpoint endpoint() {
            String variable = name() + "_API_KEY";
            String key = System.getenv(variable);
            assertThat(key).as("the environment variable " + variable).isNotBlank();
            return new ProviderEndpoint(name().toLowerCase(Locale.ROOT), url, key);
        }

        private TextRequest request(ChatMessage... messages) {
            return new TextRequest(
                    model,
                    Optional.of("Be brief."),
                    List.of(messages),
                    ENOUGH,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    List.of());
        }

        private TextResult answer(TextRequest request) throws Exception {
            ProviderEndpoint endpoint = endpoint();
            return call(() -> service.generate(request, endpoint));
        }
    }

    @ParameterizedTest
    @EnumSource
    void streams_what_it_says_and_counts_it(Live vendor) throws Exception {
        ProviderEndpoint endpoint = vendor.endpoint();
        TextRequest request = vendor.request(ChatMessage.user("What is the capital of France? One word."));
        List<StreamEvent> events = new ArrayList<>();
        CompletableFuture<StreamEvent> end = new CompletableFuture<>();
        call(() -> vendor.service.open(request, endpoint)).read(event -> {
            events.add(event);
            if (event instanceof Completed || event instanceof Failed) {
                end.complete(event);
            }
        });

        Completed completed = (Completed) end.get(120, SECONDS);
        assertThat(completed.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(completed.usage().orElseThrow().input()).isPositive();
        assertThat(completed.usage().orElseThrow().output()).isPositive();
        assertThat(events.toString()).contains("Paris");
    }

    @ParameterizedTest
    @EnumSource
    void calls_a_tool_and_goes_on_with_what_it_found(Live vendor) throws Exception {
        Tools tools = Tools.of(new Tools.Tool(
                "weather",
                "Tells the weather in a city.",
                Requests.json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                        + "\"required\":[\"city\"]}")));
        ChatMessage question = ChatMessage.user("How is the weather in Ulm? Use the tool.");

        ToolCall call = vendor.answer(vendor.request(question).with(TextFeatures.NONE.withTools(tools)))
                .toolCalls()
                .get(0);
        TextResult result = vendor.answer(vendor.request(
                        question,
                        new ChatMessage(ChatMessage.Role.ASSISTANT, List.of(new ChatMessage.ToolUse(call))),
                        ChatMessage.result(call.id(), "It rains frogs."))
                .with(TextFeatures.NONE.withTools(tools)));

        assertThat(Requests.json(call.arguments()).getString("city")).contains("Ulm");
        assertThat(result.text()).containsIgnoringCase("frog");
    }

    @ParameterizedTest
    @EnumSource
    void answers_in_the_shape_that_is_asked_for(Live vendor) throws Exception {
        OutputFormat shape = new OutputFormat.JsonSchema(
                "place",
                Requests.json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                        + "\"required\":[\"city\"],\"additionalProperties\":false}"),
                true);
        TextRequest request = vendor.request(ChatMessage.user("What is the capital of France?"))
                .with(TextFeatures.NONE.withOutput(shape));

        assertThat(Requests.json(vendor.answer(request).text()).getString("city"))
                .isEqualTo("Paris");
    }

    @ParameterizedTest
    @EnumSource
    void thinks_when_it_is_asked_to(Live vendor) throws Exception {
        TextRequest request = vendor.request(ChatMessage.user("What is 17 times 23?"))
                .with(TextFeatures.NONE.withReasoning(Reasoning.of(Reasoning.Effort.LOW)));

        assertThat(vendor.answer(request).text()).contains("391");
    }

    @ParameterizedTest
    @EnumSource
    void does_not_know_a_model_that_there_is_not(Live vendor) {
        TextRequest request = new TextRequest(
                "no-such-model",
                Optional.empty(),
                List.of(ChatMessage.user("Hello")),
                ENOUGH,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());

        assertThat(failure(() -> vendor.answer(request)).kind()).isEqualTo(Kind.UNKNOWN_MODEL);
    }

    @ParameterizedTest
    @EnumSource
    void does_not_accept_a_key_that_is_none(Live vendor) {
        ProviderEndpoint endpoint = new ProviderEndpoint(vendor.name(), vendor.url, "not-a-key");
        TextRequest request = vendor.request(ChatMessage.user("Hello"));

        assertThat(failure(() -> call(() -> vendor.service.generate(request, endpoint)))
                        .kind())
                .isEqualTo(Kind.INVALID_KEY);
    }

    private static <T> T call(Callable<CompletionStage<T>> call) throws Exception {
        return THREADS.submit(call).get(150, SECONDS).toCompletableFuture().get(150, SECONDS);
    }

    private static ProviderException failure(Callable<?> call) {
        try {
            call.call();
        } catch (ExecutionException e) {
            return (ProviderException) e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("There was no failure");
    }
}
