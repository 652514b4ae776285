package dev.atrium.provider.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.StreamEvent.Completed;
import dev.atrium.provider.api.StreamEvent.Failed;
import dev.atrium.provider.api.StreamEvent.TextDelta;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TransientProviderException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The transport, with a protocol in which data is text, {@code end} ends and {@code fail} fails. */
class EventStreamClientTest {

    private static final TextLimits LIMITS = limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final Completed END = new Completed(FinishReason.STOP, Optional.empty());

    private static ExecutorService threads;

    private final WireServer server = new WireServer();
    private final EventStreamClient client = new EventStreamClient(LIMITS, threads);

    @BeforeAll
    static void startThreads() {
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stopThreads() {
        threads.shutdownNow();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void hands_over_the_events_of_an_answer() throws Exception {
        server.answer(connection -> connection.stream().send("data: Hel\n\ndata: lo\n\ndata: end\n\n"));

        assertThat(read(open())).containsExactly(new TextDelta("Hel"), new TextDelta("lo"), END);
    }

    @Test
    void opens_with_the_first_content_and_not_before() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch headSent = new CountDownLatch(1);
        server.answer(connection -> {
            connection.stream().send(": nothing yet\n\n");
            headSent.countDown();
            await(asked);
            connection.send("data: now\n\n");
            connection.awaitClose();
        });

        CompletableFuture<TextStream> opened = open();
        await(headSent);
        assertThat(opened).isNotDone();
        asked.countDown();

        opened.get(10, SECONDS).cancel();
    }

    @Test
    void fails_the_opening_with_what_the_protocol_makes_of_an_error() {
        server.answer(connection -> connection.head(503, "Retry-After: 7").send("busy"));

        ProviderException failure = failure(open());

        assertThat(failure).isInstanceOf(TransientProviderException.class).hasMessageContaining("busy");
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.status()).hasValue(503);
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(7));
    }

    @Test
    void looks_at_the_status_before_the_content_type() {
        server.answer(connection ->
                connection.head(400, "Content-Type: text/event-stream").send("data: looks like a stream\n\n"));

        assertThat(failure(open()).kind()).isEqualTo(Kind.BAD_REQUEST);
    }

    @Test
    void reads_an_error_only_so_far() {
        server.answer(connection -> {
            connection.head(500);
            String much = "x".repeat(1 << 16);
            for (int i = 0; i < 1 << 14; i++) {
                connection.send(much);
            }
        });

        assertThat(failure(open()).status()).hasValue(500);
    }

    @Test
    void takes_a_document_in_place_of_a_stream_for_a_failure() {
        server.answer(
                connection -> connection.head(200, "Content-Type: text/html").send("<p>Sign in"));

        assertThat(failure(open()).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void fails_the_opening_when_the_stream_fails_before_its_first_content() {
        server.answer(connection -> connection.stream().send("data: fail\n\n"));

        assertThat(failure(open()).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void ends_the_stream_with_a_failure_that_comes_later() throws Exception {
        server.answer(connection -> connection.stream().send("data: a\n\ndata: fail\n\ndata: b\n\n"));

        List<StreamEvent> events = read(open());

        assertThat(events).hasSize(2).startsWith(new TextDelta("a"));
        assertThat(lastFailure(events).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void takes_an_end_without_a_reason_for_a_failure() throws Exception {
        server.answer(
                connection -> connection.chunkedStream().chunk("data: a\n\n").send("0\r\n\r\n"));

        assertThat(lastFailure(read(open())).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void takes_a_broken_connection_for_a_failure_that_may_pass() throws Exception {
        server.answer(
                connection -> connection.chunkedStream().chunk("data: a\n\n").send("40\r\ndata: b"));

        ProviderException failure = lastFailure(read(open()));

        assertThat(failure).isInstanceOf(TransientProviderException.class);
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void completes_an_answer_whose_connection_breaks_after_the_reason_of_the_end() throws Exception {
        server.answer(
                connection -> connection.chunkedStream().chunk("data: a\n\n").chunk("data: late end\n\n"));

        assertThat(read(open())).containsExactly(new TextDelta("a"), END);
    }

    @Test
    void fails_when_nobody_listens() {
        EventStreamClient other = new EventStreamClient(LIMITS, threads);
        ProviderEndpoint nowhere = new ProviderEndpoint("test", URI.create("http://127.0.0.1:1"), "");

        ProviderException failure = failure(other.open(new PlainProtocol(), request(), nowhere));

        assertThat(failure).isInstanceOf(TransientProviderException.class);
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void gives_up_on_a_server_that_does_not_begin() {
        CountDownLatch closed = new CountDownLatch(1);
        server.answer(connection -> {
            connection.awaitClose();
            closed.countDown();
        });
        EventStreamClient hasty =
                new EventStreamClient(limits(Duration.ofMillis(100), Duration.ofSeconds(20)), threads);

        ProviderException failure = failure(hasty.open(new PlainProtocol(), request(), endpoint()));

        assertThat(failure).isInstanceOf(TransientProviderException.class);
        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        await(closed);
    }

    @Test
    void gives_up_on_a_server_that_falls_silent() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.answer(connection -> {
            connection.stream().send("data: a\n\n");
            connection.awaitClose();
            closed.countDown();
        });
        EventStreamClient hasty =
                new EventStreamClient(limits(Duration.ofSeconds(20), Duration.ofMillis(100)), threads);

        List<StreamEvent> events = read(hasty.open(new PlainProtocol(), request(), endpoint()));

        assertThat(lastFailure(events).kind()).isEqualTo(Kind.TIMEOUT);
        await(closed);
    }

    @Test
    void waits_for_a_slow_reader_longer_than_for_a_silent_server() throws Exception {
        server.answer(connection -> {
            connection.stream().send("data: a\n\n");
            connection.send("data: b\n\ndata: end\n\n");
        });
        EventStreamClient hasty = new EventStreamClient(limits(Duration.ofSeconds(20), Duration.ofMillis(50)), threads);
        CountDownLatch patience = new CountDownLatch(1);
        CompletableFuture.delayedExecutor(300, java.util.concurrent.TimeUnit.MILLISECONDS)
                .execute(patience::countDown);

        List<StreamEvent> events =
                read(hasty.open(new PlainProtocol(), request(), endpoint()), event -> await(patience));

        assertThat(events).containsExactly(new TextDelta("a"), new TextDelta("b"), END);
    }

    @Test
    void closes_a_stream_that_nobody_reads() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.answer(connection -> {
            connection.stream().send("data: a\n\n");
            connection.awaitClose();
            closed.countDown();
        });
        EventStreamClient hasty = new EventStreamClient(limits(Duration.ofSeconds(20), Duration.ofMillis(50)), threads);

        hasty.open(new PlainProtocol(), request(), endpoint()).get(10, SECONDS);

        await(closed);
    }

    @Test
    void closes_the_connection_when_the_stream_is_cancelled() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.answer(connection -> {
            connection.stream().send("data: a\n\n");
            connection.awaitClose();
            closed.countDown();
        });

        open().get(10, SECONDS).cancel();

        await(closed);
    }

    @Test
    void closes_the_connection_when_the_opening_is_cancelled() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        server.answer(connection -> {
            asked.countDown();
            connection.awaitClose();
            closed.countDown();
        });

        CompletableFuture<TextStream> opened = open();
        await(asked);
        opened.cancel(true);

        await(closed);
    }

    @Test
    void closes_the_connection_when_an_event_is_too_large() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.answer(connection -> {
            connection.stream().send("data: a\n\ndata: " + "x".repeat(LIMITS.eventBytes()));
            connection.awaitClose();
            closed.countDown();
        });

        assertThat(lastFailure(read(open())).kind()).isEqualTo(Kind.PROTOCOL);
        await(closed);
    }

    @Test
    void does_not_follow_a_redirect() {
        server.answer(connection -> connection.head(307, "Location: " + server.uri() + "/elsewhere"));

        assertThat(failure(open()).kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(server.requests()).hasSize(1);
    }

    private CompletableFuture<TextStream> open() {
        return client.open(new PlainProtocol(), request(), endpoint());
    }

    private ProviderEndpoint endpoint() {
        return new ProviderEndpoint("test", server.uri(), "");
    }

    private static List<StreamEvent> read(CompletableFuture<TextStream> opened) throws Exception {
        return read(opened, event -> {});
    }

    private static List<StreamEvent> read(CompletableFuture<TextStream> opened, Consumer<StreamEvent> reader)
            throws Exception {
        List<StreamEvent> events = new ArrayList<>();
        CompletableFuture<List<StreamEvent>> all = new CompletableFuture<>();
        opened.get(10, SECONDS).read(event -> {
            reader.accept(event);
            events.add(event);
            if (event instanceof Completed || event instanceof Failed) {
                all.complete(events);
            }
        });
        return all.get(10, SECONDS);
    }

    private static ProviderException failure(CompletableFuture<TextStream> opened) {
        Throwable thrown = catchThrowable(() -> opened.get(10, SECONDS));
        return (ProviderException) thrown.getCause();
    }

    private static ProviderException lastFailure(List<StreamEvent> events) {
        return ((Failed) events.get(events.size() - 1)).cause();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TextRequest request() {
        return new TextRequest(
                "any",
                Optional.empty(),
                List.of(ChatMessage.user("Hello")),
                100,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    private static TextLimits limits(Duration firstByte, Duration silence) {
        Duration plenty = Duration.ofMinutes(1);
        return new TextLimits(Duration.ofSeconds(5), firstByte, silence, plenty, plenty, 4096, 4096, plenty);
    }

    private static final class PlainProtocol implements TextProtocol {

        @Override
        public HttpRequest streamed(TextRequest request, ProviderEndpoint endpoint) {
            return HttpRequest.newBuilder(endpoint.baseUrl())
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
        }

        @Override
        public StreamDecoder decoder(AnswerHead head) {
            return new PlainDecoder(head);
        }

        @Override
        public ProviderException failure(AnswerHead head, String body) {
            return Failure.of(head, Failure.kindOf(head.status())).code(body).exception();
        }
    }

    private static final class PlainDecoder implements StreamDecoder {

        private final AnswerHead head;
        private boolean ended;

        PlainDecoder(AnswerHead head) {
            this.head = head;
        }

        @Override
        public void decode(ServerSentEvent event, Consumer<StreamEvent> sink) {
            switch (event.data()) {
                case "fail" -> throw Failure.of(head, Kind.UNAVAILABLE).exception();
                case "end" -> sink.accept(END);
                case "late end" -> ended = true;
                default -> sink.accept(new TextDelta(event.data()));
            }
        }

        @Override
        public Optional<StreamEvent> end() {
            return ended ? Optional.of(END) : Optional.empty();
        }
    }
}
