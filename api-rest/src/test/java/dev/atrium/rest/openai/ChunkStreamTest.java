package dev.atrium.rest.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.generation.GenerationEvent;
import dev.atrium.generation.GenerationEvents;
import dev.atrium.generation.Told;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.refusal.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChunkStreamTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final GenerationEvent START =
            new GenerationEvent.Start(new UUID(0, 1), Optional.empty(), "model", "openai");
    private static final GenerationEvent FAILURE =
            new GenerationEvent.Failed(ErrorCode.PROVIDER_ERROR, "It broke off.");

    private final AtomicInteger gone = new AtomicInteger();
    private final ChatCompletionChunk.Writing chunks =
            new ChatCompletionChunk.Writing("chatcmpl-1", 1_795_000_000L, "model", true);

    @Test
    void a_stream_is_chunks_usage_and_an_end() throws Exception {
        assertThat(written(Told.of(START, new GenerationEvent.Chunk("Hello"), done())))
                .containsExactly(
                        chunk(
                                "[{\"delta\":{\"content\":\"\",\"role\":\"assistant\"},\"finish_reason\":null,\"index\":0}]"),
                        chunk("[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null,\"index\":0}]"),
                        chunk("[{\"delta\":{},\"finish_reason\":\"stop\",\"index\":0}]"),
                        "data: {\"choices\":[],\"created\":1795000000,\"id\":\"chatcmpl-1\",\"model\":\"model\","
                                + "\"object\":\"chat.completion.chunk\",\"usage\":{\"completion_tokens\":3,"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":1},\"prompt_tokens\":5,"
                                + "\"prompt_tokens_details\":{\"cache_write_tokens\":0,\"cached_tokens\":2},\"total_tokens\":8}}",
                        "data: [DONE]");
        assertThat(gone).hasValue(0);
    }

    private static String chunk(String choices) {
        return "data: {\"choices\":" + choices
                + ",\"created\":1795000000,\"id\":\"chatcmpl-1\",\"model\":\"model\",\"object\":\"chat.completion.chunk\"}";
    }

    @Test
    void calls_of_tools_are_numbered_in_each_choice() throws Exception {
        GenerationEvent call = new GenerationEvent.ToolCalled(new ToolCall("id", "w", "{}"));

        List<String> lines = written(Told.of(START, call, call, done()), Told.of(START, call, done()));

        assertThat(lines)
                .filteredOn(line -> line.contains("tool_calls"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .contains("\"index\":0,\"type\":\"function\"}]},\"finish_reason\":null,\"index\":0"),
                        line -> assertThat(line)
                                .contains("\"index\":1,\"type\":\"function\"}]},\"finish_reason\":null,\"index\":0"),
                        line -> assertThat(line)
                                .contains("\"index\":0,\"type\":\"function\"}]},\"finish_reason\":null,\"index\":1"));
    }

    @Test
    void a_failure_is_the_last_event() throws Exception {
        List<String> lines = written(Told.of(START, new GenerationEvent.Chunk("Hel"), FAILURE));

        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("data: {\"error\":{\"code\":\"provider_error\",\"message\":\"It broke off.\",\"param\":null,"
                        + "\"type\":\"server_error\"}}");
    }

    @Test
    void a_choice_that_fails_beside_others_is_missing() throws Exception {
        List<String> lines = written(Told.of(START, FAILURE), Told.of(START, done()));

        assertThat(lines).last().isEqualTo("data: [DONE]");
        assertThat(lines).noneMatch(line -> line.contains("error"));
    }

    @Test
    void a_failure_before_the_first_word_is_known_before_the_stream() {
        assertThat(feed(Told.of(START, FAILURE)).failureAtFirst()).isPresent();
        assertThat(feed(Told.of(START, new GenerationEvent.Chunk("a"), FAILURE)).failureAtFirst())
                .isEmpty();
        assertThat(feed(Told.of(START, FAILURE), Told.sofar(START)).failureAtFirst())
                .isEmpty();
        assertThat(feed(Told.sofar(START)).hasAnswer()).isFalse();
        assertThat(feed(Told.sofar(START, new GenerationEvent.Chunk("a"))).hasAnswer())
                .isTrue();
    }

    @Test
    void what_comes_later_is_written_when_it_comes() throws Exception {
        GenerationEvents log = Told.sofar(START);
        CountDownLatch first = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                first.countDown();
            }
        };
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(stream(LONG, log), out));
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();

        Told.more(log, new GenerationEvent.Chunk("late"));
        Told.last(log, done());

        writing.get(10, TimeUnit.SECONDS);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("late").endsWith("data: [DONE]\n\n");
    }

    @Test
    void while_nothing_is_said_a_comment_shows_that_the_stream_lives() throws Exception {
        GenerationEvents log = Told.sofar(START);
        AtomicBoolean ended = new AtomicBoolean();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                if (toString(StandardCharsets.UTF_8).contains(": heartbeat\n\n") && ended.compareAndSet(false, true)) {
                    Told.last(log, done());
                }
            }
        };

        CompletableFuture.runAsync(() -> write(stream(Duration.ofMillis(1), log), out))
                .get(10, TimeUnit.SECONDS);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains(": heartbeat").endsWith("data: [DONE]\n\n");
    }

    @Test
    void a_client_that_goes_away_is_noticed_and_ends_it() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> stream(LONG, Told.sofar(START)).write(broken)).isInstanceOf(IOException.class);

        assertThat(gone).hasValue(1);
    }

    private List<String> written(GenerationEvents... logs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stream(LONG, logs).write(out);
        return List.of(out.toString(StandardCharsets.UTF_8).split("\n\n"));
    }

    private static void write(ChunkStream stream, OutputStream out) {
        try {
            stream.write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ChunkStream stream(Duration silence, GenerationEvents... logs) {
        return new ChunkStream(feed(logs), chunks, silence, gone::incrementAndGet);
    }

    private static ChoiceFeed feed(GenerationEvents... logs) {
        return new ChoiceFeed(List.of(logs));
    }

    private static GenerationEvent done() {
        return new GenerationEvent.Done(
                Optional.empty(),
                FinishReason.STOP,
                new TokenUsage(5, 3, 2, 0, 1),
                Credits.ZERO,
                "model",
                "openai",
                false);
    }
}
