package dev.atrium.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atrium.demo.Behaviour;
import dev.atrium.demo.DemoProviders;
import dev.atrium.demo.RecordedRequest;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.Reasoning.Effort;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.StreamEvent.Completed;
import dev.atrium.provider.api.StreamEvent.Failed;
import dev.atrium.provider.api.StreamEvent.ReasoningDelta;
import dev.atrium.provider.api.StreamEvent.TextDelta;
import dev.atrium.provider.api.StreamEvent.ToolCalled;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.api.Tools;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.TextLimits;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every vendor's text generation promises, against the demo providers. The guards around the beans' methods are not
 * part of it: they need a container.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TextGenerationContract {

    private static final String TEXT = "Grüße, 世界 🙂!\r\nA second line:\t\"quoted\" \\ and data: [DONE]\n\nThe end. ";

    private static final Tools TOOLS =
            Tools.of(Requests.look(), new Tools.Tool("rest", "", JsonValue.EMPTY_JSON_OBJECT));

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "provider");
        thread.setDaemon(true);
        return thread;
    });

    /** One server for all vendors; it ends with the virtual machine. */
    private static final DemoProviders DEMO = DemoProviders.start(0, Duration.ZERO);

    private final TextGenerationService service = service(limits(Duration.ofSeconds(20)));

    /** The vendor's name at the demo providers. */
    abstract String provider();

    abstract TextGenerationService service(ProviderCalls calls, EventStreamClient streams, RestClients clients);

    /** How the vendor reports 100 tokens in, 20 of them cached and 5 written, and 50 out, 10 of them reasoning. */
    abstract TokenUsage detailedUsage();

    /** How the vendor ends an answer in which the model declines. */
    FinishReason refusal() {
        return FinishReason.CONTENT_FILTER;
    }

    /** Whether the vendor shows thoughts in an answer without being asked for more than text. */
    boolean showsThinking() {
        return true;
    }

    @AfterEach
    void forgetScript() {
        DEMO.script().clear();
    }

    @Property(tries = 40)
    void streams_any_text_character_for_character_whatever_the_framing(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 40) int cut,
            @ForAll("framings") String framing)
            throws Exception {
        DEMO.script().next(provider(), Behaviour.saying(text).and("[[cut " + cut + "]] " + framing));

        List<StreamEvent> events = read(service, request("Anything"));

        assertThat(text(events)).isEqualTo(text);
        assertThat(events.get(events.size() - 1)).isInstanceOf(Completed.class);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(80)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @Provide
    Arbitrary<String> framings() {
        return Arbitraries.of("[[lf]]", "[[crlf]]", "[[cr]]", "[[crlf]] [[comments]]", "[[lf]] [[comments]] [[bom]]");
    }

    @Test
    void answers_as_a_whole_what_it_streams() throws Exception {
        DEMO.script().next(provider(), 2, Behaviour.saying(TEXT));

        List<StreamEvent> events = read(service, request("Anything"));
        TextResult result = generate(service, request("Anything"));

        assertThat(text(events)).isEqualTo(TEXT);
        assertThat(result.text()).isEqualTo(TEXT);
        Completed end = (Completed) events.get(events.size() - 1);
        assertThat(end).isEqualTo(new Completed(result.finishReason(), result.usage()));
        assertThat(end.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(end.usage()).isPresent();
    }

    @Test
    void reads_usage_in_full() throws Exception {
        DEMO.script()
                .next(
                        provider(),
                        2,
                        Behaviour.saying("Yes").and("[[usage in 100 out 50 cached 20 written 5 reasoning 10]]"));

        assertThat(end(read(service, request("Anything"))).usage()).hasValue(detailedUsage());
        assertThat(generate(service, request("Anything")).usage()).hasValue(detailedUsage());
    }

    @Test
    void does_without_usage_where_none_is_reported() throws Exception {
        DEMO.script().next(provider(), 2, Behaviour.saying("Yes").and("[[no usage]]"));

        assertThat(end(read(service, request("Anything"))).usage()).isEmpty();
        assertThat(generate(service, request("Anything")).usage()).isEmpty();
    }

    @Test
    void tells_an_answer_that_is_cut_at_the_limit() throws Exception {
        TextRequest request = request("Anything", 3, List.of());
        DEMO.script().next(provider(), 2, Behaviour.of("[[length 50]]"));

        assertThat(end(read(service, request)).finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(generate(service, request).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void stops_at_a_stop_sequence() throws Exception {
        DEMO.script().next(provider(), Behaviour.saying("one two three"));

        List<StreamEvent> events = read(service, request("Anything", 100, List.of("three")));

        assertThat(text(events)).isEqualTo("one two ");
        assertThat(end(events).finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void tells_an_answer_in_which_the_model_declines() throws Exception {
        DEMO.script().next(provider(), 2, Behaviour.of("[[refuse]]"));

        assertThat(end(read(service, request("Anything"))).finishReason()).isEqualTo(refusal());
        assertThat(generate(service, request("Anything")).finishReason()).isEqualTo(refusal());
    }

    @Test
    void keeps_thinking_apart_from_the_answer() throws Exception {
        DEMO.script().next(provider(), 2, Behaviour.saying("Yes").and("[[think Is it so?]]"));

        List<StreamEvent> events = read(service, request("Anything"));
        TextResult result = generate(service, request("Anything"));

        String thinking = showsThinking() ? "Is it so?" : "";
        assertThat(text(events)).isEqualTo("Yes");
        assertThat(reasoning(events)).isEqualTo(thinking);
        assertThat(result.text()).isEqualTo("Yes");
        assertThat(result.reasoning()).isEqualTo(thinking);
    }

    @Test
    void calls_tools_with_and_without_words_before() throws Exception {
        TextRequest request = request("Anything").with(TextFeatures.NONE.withTools(TOOLS));
        DEMO.script().next(provider(), 2, Behaviour.saying("Let me see.").and("[[tool look {\"deep\": true}]]"));
        DEMO.script().next(provider(), 2, Behaviour.of("[[tool look {\"deep\": true}]] [[tool rest]]"));

        assertCalls(request, "Let me see.", List.of("look {\"deep\":true}"));
        assertCalls(request, "", List.of("look {\"deep\":true}", "rest {}"));
    }

    private void assertCalls(TextRequest request, String text, List<String> calls) throws Exception {
        List<StreamEvent> events = read(service, request);
        TextResult result = generate(service, request);

        assertThat(text(events)).isEqualTo(text);
        assertThat(result.text()).isEqualTo(text);
        assertThat(calls(events).stream().map(TextGenerationContract::said)).isEqualTo(calls);
        assertThat(result.toolCalls().stream().map(TextGenerationContract::said))
                .isEqualTo(calls);
        assertThat(calls(events))
                .extracting(ToolCall::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(end(events)).isEqualTo(new Completed(FinishReason.TOOL_CALLS, result.usage()));
        assertThat(result.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @MethodSource("models")
    void goes_on_with_what_the_tools_have_found(String model) throws Exception {
        TextRequest asks = request("Anything", model)
                .with(TextFeatures.NONE.withTools(TOOLS).withReasoning(Reasoning.of(Effort.HIGH)));
        DEMO.script().next(provider(), Behaviour.of("[[tool look {\"deep\": true}]] [[tool rest]]"));
        List<ToolCall> calls = generate(service, asks).toolCalls();
        List<ChatMessage> conversation = new ArrayList<>(asks.messages());
        conversation.add(new ChatMessage(
                ChatMessage.Role.ASSISTANT,
                List.of(new ChatMessage.ToolUse(calls.get(0)), new ChatMessage.ToolUse(calls.get(1)))));
        conversation.add(ChatMessage.result(calls.get(0).id(), "a cat"));
        conversation.add(new ChatMessage(
                ChatMessage.Role.TOOL,
                List.of(new ChatMessage.ToolResult(calls.get(1).id(), "no time", true))));

        TextResult result = generate(
                service,
                new TextRequest(
                        model,
                        Optional.empty(),
                        conversation,
                        4000,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        List.of(),
                        asks.features()));

        assertThat(result.text()).contains("a cat");
        assertThat(result.toolCalls()).isEmpty();
    }

    /** The models of the vendor that behave each in its own way. */
    List<String> models() {
        return List.of("demo");
    }

    @Test
    void goes_on_with_calls_that_another_vendor_has_made() throws Exception {
        TextRequest request = Requests.rich().with(TextFeatures.NONE.withTools(TOOLS));

        assertThat(generate(service, request).text()).contains("a cat");
    }

    @Test
    void calls_the_tool_that_it_is_told_to_and_none_if_told_so() throws Exception {
        assertThat(generate(service, choosing(new Tools.Named("rest"))).toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("rest");
        assertThat(generate(service, choosing(Tools.Mode.REQUIRED)).toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("look");
        assertThat(generate(service, choosing(Tools.Mode.NONE)).toolCalls()).isEmpty();
    }

    private static TextRequest choosing(Tools.Choice choice) {
        return request("Anything [[tool look]]").with(TextFeatures.NONE.withTools(TOOLS.choosing(choice)));
    }

    @Test
    void takes_one_call_at_a_time_or_says_that_it_cannot() throws Exception {
        Tools single = new Tools(TOOLS.available(), Tools.Mode.AUTO, false);

        assertTaken(limitsParallelTools(), request("Anything").with(TextFeatures.NONE.withTools(single)));
    }

    @Test
    void answers_in_the_form_that_is_asked_for() throws Exception {
        JsonObject schema = Requests.json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                + "\"required\":[\"city\"],\"additionalProperties\":false}");
        TextRequest request = request("Anything")
                .with(TextFeatures.NONE.withOutput(new OutputFormat.JsonSchema("place", schema, true)));

        assertThat(Requests.json(generate(service, request).text())).containsOnlyKeys("city");
        assertThat(Requests.json(text(read(service, request)))).containsOnlyKeys("city");
    }

    @Test
    void answers_with_json_of_any_shape_or_says_that_it_cannot() throws Exception {
        TextRequest request = request("Anything, as JSON").with(TextFeatures.NONE.withOutput(OutputFormat.JSON));

        Optional<TextResult> result = assertTaken(writesAnyJson(), request);

        result.ifPresent(some -> assertThat(Requests.json(some.text())).isNotEmpty());
    }

    @Test
    void sees_pictures_and_reads_files() throws Exception {
        DEMO.script().whenPromptContains(provider(), "What is this?", 2, Behaviour.saying("A cat."));
        TextRequest rich = Requests.rich();
        TextRequest request = new TextRequest(
                "demo",
                rich.system(),
                rich.messages().subList(0, 1),
                100,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());

        assertThat(generate(service, request).text()).isEqualTo("A cat.");
        assertThat(text(read(service, request))).isEqualTo("A cat.");
    }

    @Test
    void takes_the_address_of_a_picture_or_says_that_it_cannot() throws Exception {
        TextRequest request = new TextRequest(
                "demo",
                Optional.empty(),
                List.of(new ChatMessage(
                        ChatMessage.Role.USER,
                        List.of(
                                new ChatMessage.Text("Look"),
                                new ChatMessage.ImageAddress(URI.create("https://example.org/cat.png"))))),
                100,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());

        assertTaken(fetchesPictures(), request);
    }

    @Test
    void says_that_it_cannot_read_a_file_of_another_kind() throws Exception {
        TextRequest request = new TextRequest(
                "demo",
                Optional.empty(),
                List.of(new ChatMessage(
                        ChatMessage.Role.USER,
                        List.of(new ChatMessage.File("a.zip", Media.of("application/zip", new byte[] {1}))))),
                100,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());

        assertTaken(false, request);
    }

    @ParameterizedTest
    @MethodSource("models")
    void thinks_as_hard_as_asked_with_every_kind_of_model(String model) throws Exception {
        for (Effort effort : Effort.values()) {
            TextRequest request = new TextRequest(
                    model,
                    Optional.empty(),
                    List.of(ChatMessage.user("Anything [[text Yes]]")),
                    4000,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    List.of(),
                    TextFeatures.NONE.withReasoning(Reasoning.of(effort)));

            assertThat(generate(service, request).text()).as(effort.name()).isEqualTo("Yes");
        }
    }

    @Test
    void takes_penalties_and_seed_or_does_without() throws Exception {
        TextRequest request = request("Anything [[text Yes]]")
                .with(TextFeatures.NONE
                        .withPenalties(OptionalDouble.of(0.5), OptionalDouble.of(-0.5))
                        .withSeed(OptionalLong.of(-3_000_000_000L)));

        assertThat(generate(service, request).text()).isEqualTo("Yes");
    }

    @Test
    void passes_on_members_of_openais_format_only() throws Exception {
        JsonObject extra = Requests.json("{\"logit_bias\":{\"50256\":-100}}");

        generate(service, request("Anything").with(TextFeatures.NONE.withExtra(extra)));

        RecordedRequest sent = DEMO.requests().get(DEMO.requests().size() - 1);
        assertThat(sent.body().contains("logit_bias")).isEqualTo(speaksOpenAi());
    }

    /** A request that the vendor cannot serve is refused, and not sent; else it is answered. */
    private Optional<TextResult> assertTaken(boolean taken, TextRequest request) throws Exception {
        int before = DEMO.requests().size();
        if (taken) {
            return Optional.of(generate(service, request));
        }
        for (ProviderException failure :
                List.of(failure(() -> generate(service, request)), failure(() -> read(service, request)))) {
            assertThat(failure.kind()).isEqualTo(Kind.BAD_REQUEST);
            assertThat(failure).isNotInstanceOf(TransientProviderException.class);
        }
        assertThat(DEMO.requests()).hasSize(before);
        return Optional.empty();
    }

    /** Whether the vendor can be told to call one tool at a time. */
    boolean limitsParallelTools() {
        return true;
    }

    /** Whether the vendor promises JSON without being told its shape. */
    boolean writesAnyJson() {
        return true;
    }

    /** Whether the vendor fetches a picture by its address. */
    boolean fetchesPictures() {
        return true;
    }

    /** Whether the vendor takes what OpenAI takes. */
    boolean speaksOpenAi() {
        return false;
    }

    @Test
    void is_given_the_whole_conversation() throws Exception {
        DEMO.script().whenPromptContains(provider(), "an earlier question", 1, Behaviour.saying("remembered"));
        TextRequest request = new TextRequest(
                "demo",
                Optional.of("Be brief."),
                List.of(
                        ChatMessage.user("an earlier question"),
                        ChatMessage.assistant("an earlier answer"),
                        ChatMessage.assistant(""),
                        ChatMessage.user("another question")),
                100,
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.9),
                List.of());

        assertThat(generate(service, request).text()).isEqualTo("remembered");

        RecordedRequest sent = DEMO.requests().get(DEMO.requests().size() - 1);
        assertThat(sent.body()).contains("Be brief.", "an earlier answer", "another question", "0.5", "0.9");
        assertThat(sent.path()).doesNotContain("any-key");
    }

    @ParameterizedTest
    @CsvSource({
        "[[fail 401]], INVALID_KEY, false",
        "[[fail 403]], INVALID_KEY, false",
        "[[fail 404]], UNKNOWN_MODEL, false",
        "[[fail 422]], BAD_REQUEST, false",
        "[[fail 400 context]], CONTEXT_LENGTH, false",
        "[[fail policy]], CONTENT_POLICY, false",
        "[[fail 429]], RATE_LIMITED, true",
        "[[fail 429 html]], RATE_LIMITED, true",
        "[[fail 500]], UNAVAILABLE, true",
        "[[fail 502 html]], UNAVAILABLE, true",
        "[[fail 503]], UNAVAILABLE, true",
        "[[fail 504]], TIMEOUT, true",
        "[[fail 529]], UNAVAILABLE, true",
        "[[drop]], UNAVAILABLE, true",
        "[[reset]], UNAVAILABLE, true",
        "[[truncate after 0]], PROTOCOL, false",
    })
    void tells_failures_apart(String behaviour, Kind kind, boolean mayPass) {
        assertFailure(behaviour, kind, mayPass);
    }

    @Test
    void does_not_try_again_for_an_empty_account() {
        assertFailure("[[fail 429 quota]]", Kind.QUOTA, false);
    }

    private void assertFailure(String behaviour, Kind kind, boolean mayPass) {
        DEMO.script().next(provider(), 2, Behaviour.of(behaviour));

        ProviderException opening = failure(() -> read(service, request("Anything")));
        ProviderException whole = failure(() -> generate(service, request("Anything")));

        assertThat(opening.kind()).isEqualTo(kind);
        assertThat(whole.kind()).isEqualTo(kind);
        assertThat(opening instanceof TransientProviderException).isEqualTo(mayPass);
        assertThat(whole instanceof TransientProviderException).isEqualTo(mayPass);
    }

    @Test
    void says_how_long_the_provider_asks_to_wait() {
        DEMO.script().next(provider(), 2, Behaviour.of("[[fail 429 retry-after 7]]"));

        assertThat(failure(() -> read(service, request("Anything"))).retryAfter())
                .hasValue(Duration.ofSeconds(7));
        assertThat(failure(() -> generate(service, request("Anything"))).retryAfter())
                .hasValue(Duration.ofSeconds(7));
    }

    @Test
    void repeats_neither_key_nor_prompt_in_a_failure() {
        ProviderEndpoint revoked = new ProviderEndpoint(provider(), DEMO.baseUrl(provider()), "bad-secret");
        ProviderException failure = failure(() -> call(() -> service.open(request("a private question"), revoked)));
        assertThat(failure.kind()).isEqualTo(Kind.INVALID_KEY);
        assertThat(failure.getMessage()).doesNotContain("secret", "private");

        ProviderEndpoint broken = new ProviderEndpoint(provider(), DEMO.baseUrl(provider()), "bad\nsecret");
        ProviderException unsendable = failure(() -> call(() -> service.generate(request("Anything"), broken)));
        assertThat(unsendable.kind()).isEqualTo(Kind.INVALID_KEY);
        assertThat(unsendable).hasMessageNotContaining("secret").hasNoCause();
    }

    @Test
    void ends_with_a_failure_that_the_provider_reports_midway() throws Exception {
        DEMO.script().next(provider(), Behaviour.saying("one two three").and("[[fail midstream after 2]]"));

        List<StreamEvent> events = read(service, request("Anything"));

        assertThat(text(events)).isNotEmpty().isSubstringOf("one two three");
        assertThat(lastFailure(events)).isInstanceOf(TransientProviderException.class);
    }

    @ParameterizedTest
    @CsvSource({"[[truncate after 2]], PROTOCOL", "[[drop after 2]], UNAVAILABLE", "[[reset after 2]], UNAVAILABLE"})
    void ends_with_a_failure_when_the_answer_breaks_off(String behaviour, Kind kind) throws Exception {
        DEMO.script().next(provider(), Behaviour.saying("one two three").and(behaviour));

        List<StreamEvent> events = read(service, request("Anything"));

        assertThat(lastFailure(events).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[hang]]", "[[hang after 0]]"})
    void gives_up_on_a_provider_that_falls_silent_before_its_first_word(String behaviour) {
        TextGenerationService hasty = service(limits(Duration.ofMillis(200)));
        DEMO.script().next(provider(), 2, Behaviour.of(behaviour));

        assertThat(failure(() -> read(hasty, request("Anything"))).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure(() -> generate(hasty, request("Anything"))).kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void gives_up_on_a_provider_that_falls_silent_later() throws Exception {
        TextGenerationService hasty = service(limits(Duration.ofMillis(200)));
        DEMO.script().next(provider(), Behaviour.saying("one two three").and("[[hang after 2]]"));

        List<StreamEvent> events = read(hasty, request("Anything"));

        assertThat(events.get(0)).isInstanceOf(TextDelta.class);
        assertThat(lastFailure(events).kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void closes_the_connection_when_a_stream_is_cancelled() throws Exception {
        long before = DEMO.stats().closedByClient();
        DEMO.script().next(provider(), Behaviour.saying("one two three").and("[[hang after 2]]"));

        call(() -> service.open(request("Anything"), endpoint())).cancel();

        assertThat(DEMO.awaitStats(stats -> stats.closedByClient() > before, Duration.ofSeconds(5))
                        .closedByClient())
                .isGreaterThan(before);
    }

    @Test
    void closes_the_connection_when_the_guards_interrupt_an_opening() throws Exception {
        long before = DEMO.stats().closedByClient();
        DEMO.script().next(provider(), Behaviour.of("[[hang]]"));

        Future<?> opening = THREADS.submit(() -> service.open(request("Anything"), endpoint()));
        DEMO.awaitStats(stats -> stats.open() > 0, Duration.ofSeconds(5));
        opening.cancel(true);

        assertThat(DEMO.awaitStats(stats -> stats.closedByClient() > before, Duration.ofSeconds(5))
                        .closedByClient())
                .isGreaterThan(before);
    }

    private TextGenerationService service(TextLimits limits) {
        return service(new ProviderCalls(limits), new EventStreamClient(limits, THREADS), new RestClients(limits));
    }

    private static TextLimits limits(Duration patience) {
        Duration plenty = Duration.ofMinutes(1);
        return new TextLimits(
                Duration.ofSeconds(5), patience, patience, plenty, patience, 1 << 20, 1 << 20, Duration.ofSeconds(10));
    }

    final ProviderEndpoint endpoint() {
        return new ProviderEndpoint(provider(), DEMO.baseUrl(provider()), "any-key");
    }

    static TextRequest request(String question) {
        return request(question, 1000, List.of());
    }

    static TextRequest request(String question, String model) {
        return new TextRequest(
                model,
                Optional.empty(),
                List.of(ChatMessage.user(question)),
                4000,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    static TextRequest request(String question, int maxTokens, List<String> stop) {
        return new TextRequest(
                "demo",
                Optional.empty(),
                List.of(ChatMessage.user(question)),
                maxTokens,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                stop);
    }

    private List<StreamEvent> read(TextGenerationService from, TextRequest request) throws Exception {
        TextStream stream = call(() -> from.open(request, endpoint()));
        List<StreamEvent> events = new ArrayList<>();
        CompletableFuture<List<StreamEvent>> all = new CompletableFuture<>();
        stream.read(event -> {
            events.add(event);
            if (event instanceof Completed || event instanceof Failed) {
                all.complete(events);
            }
        });
        return all.get(10, SECONDS);
    }

    private TextResult generate(TextGenerationService from, TextRequest request) throws Exception {
        return call(() -> from.generate(request, endpoint()));
    }

    /** The guards run a call on a thread of their own, and so does this. */
    private static <T> T call(java.util.concurrent.Callable<java.util.concurrent.CompletionStage<T>> call)
            throws Exception {
        return THREADS.submit(call).get(20, SECONDS).toCompletableFuture().get(20, SECONDS);
    }

    private static ProviderException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(ProviderException.class);
        return (ProviderException) thrown.getCause();
    }

    private static ProviderException lastFailure(List<StreamEvent> events) {
        assertThat(events.get(events.size() - 1)).isInstanceOf(Failed.class);
        return ((Failed) events.get(events.size() - 1)).cause();
    }

    private static Completed end(List<StreamEvent> events) {
        assertThat(events.get(events.size() - 1)).isInstanceOf(Completed.class);
        return (Completed) events.get(events.size() - 1);
    }

    private static String text(List<StreamEvent> events) {
        return events.stream()
                .filter(TextDelta.class::isInstance)
                .map(event -> ((TextDelta) event).text())
                .collect(Collectors.joining());
    }

    private static List<ToolCall> calls(List<StreamEvent> events) {
        return events.stream()
                .filter(ToolCalled.class::isInstance)
                .map(event -> ((ToolCalled) event).call())
                .toList();
    }

    private static String said(ToolCall call) {
        return call.name() + " " + call.arguments();
    }

    private static String reasoning(List<StreamEvent> events) {
        return events.stream()
                .filter(ReasoningDelta.class::isInstance)
                .map(event -> ((ReasoningDelta) event).text())
                .collect(Collectors.joining());
    }
}
