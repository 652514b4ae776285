package dev.atrium.rest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventStreamWriterTest {

    private final GrowingFeed feed = new GrowingFeed();
    private final RecordingSink sink = new RecordingSink(Runnable::run, Integer.MAX_VALUE);

    @Test
    void writesWhatIsThereAndWhatComesAndThenEnds() {
        feed.append();
        EventStreamWriter writer = open(sink, 0);
        feed.append();
        assertThat(sink.received()).containsExactly("1", "2");
        assertThat(sink.isClosed()).isFalse();

        feed.append();
        feed.finish();

        assertThat(sink.received()).containsExactly("1", "2", "3");
        assertThat(sink.isClosed()).isTrue();
        assertThat(writer.ended()).isCompleted();
    }

    @Test
    void goesOnAfterTheEventThatTheClientSawLast() {
        IntStream.range(0, 5).forEach(i -> feed.append());

        open(sink, 3);

        assertThat(sink.received()).containsExactly("4", "5");
    }

    @Test
    void aClientThatHasSeenAllGetsAnEnd() {
        feed.append();
        feed.finish();

        open(sink, 1);

        assertThat(sink.received()).isEmpty();
        assertThat(sink.isClosed()).isTrue();
    }

    @Test
    void aHeartbeatIsACommentBetweenEvents() {
        EventStreamWriter writer = open(sink, 0);
        feed.append();
        writer.heartbeat();
        feed.append();

        assertThat(sink.received()).containsExactly("1", "heartbeat", "2");
    }

    @Test
    void aClientThatIsGoneEndsTheStreamAtTheNextWrite() {
        RecordingSink gone = new RecordingSink(Runnable::run, 1);
        EventStreamWriter writer = open(gone, 0);
        feed.append();
        writer.heartbeat();

        assertThat(writer.ended()).isCompleted();
        assertThat(gone.isClosed()).isTrue();
    }

    @Test
    void nothingIsWrittenWhileAnEarlierWriteIsUnderWay() {
        Queue<Runnable> network = new ArrayDeque<>();
        RecordingSink slow = new RecordingSink(network::add, Integer.MAX_VALUE);
        open(slow, 0);
        feed.append();
        feed.append();
        assertThat(network).hasSize(1);

        network.remove().run();

        assertThat(slow.received()).containsExactly("1");
        assertThat(network).hasSize(1);
    }

    @Test
    void aClientThatStoppedReadingHoldsUpNoOther() {
        Queue<Runnable> network = new ArrayDeque<>();
        open(new RecordingSink(network::add, Integer.MAX_VALUE), 0);
        open(sink, 0);

        IntStream.range(0, 10_000).forEach(i -> feed.append());
        feed.finish();

        assertThat(sink.received()).hasSize(10_000);
        assertThat(sink.isClosed()).isTrue();
        assertThat(network).as("what waits for the client that stopped").hasSize(1);
    }

    @Test
    void withoutAThreadTheClientIsSentAway() {
        EventStreamWriter writer = new EventStreamWriter(sink, new RecordingSink.Events(), feed, 0, task -> {
            throw new RejectedExecutionException();
        });
        writer.wake();

        assertThat(sink.isClosed()).isTrue();
        assertThat(writer.ended()).isCompleted();
    }

    @Property(tries = 50)
    void everyEventArrivesOnceAndInOrderAcrossReconnects(
            @ForAll @IntRange(min = 1, max = 300) int count, @ForAll @IntRange(max = 300) int dropAfter)
            throws Exception {
        GrowingFeed live = new GrowingFeed();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            RecordingSink first = new RecordingSink(threads, dropAfter);
            EventStreamWriter writer = open(first, live, 0, threads);
            IntStream.range(0, count).forEach(i -> live.append());
            live.finish();
            writer.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);

            RecordingSink second = new RecordingSink(threads, Integer.MAX_VALUE);
            open(second, live, first.received().size(), threads);
            second.closed().get(10, TimeUnit.SECONDS);

            List<String> all = new ArrayList<>(first.received());
            all.addAll(second.received());
            assertThat(all)
                    .isEqualTo(Stream.iterate(1, i -> i + 1)
                            .limit(count)
                            .map(String::valueOf)
                            .toList());
        } finally {
            threads.shutdown();
        }
    }

    private EventStreamWriter open(RecordingSink client, long lastSeen) {
        return open(client, feed, lastSeen, Runnable::run);
    }

    private static EventStreamWriter open(RecordingSink client, EventFeed feed, long lastSeen, Executor executor) {
        EventStreamWriter writer = new EventStreamWriter(client, new RecordingSink.Events(), feed, lastSeen, executor);
        feed.subscribe(writer::wake);
        writer.wake();
        return writer;
    }
}
