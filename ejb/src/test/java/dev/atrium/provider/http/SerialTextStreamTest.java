package dev.atrium.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.StreamEvent.Completed;
import dev.atrium.provider.api.StreamEvent.TextDelta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;

class SerialTextStreamTest {

    private static final Completed END = new Completed(FinishReason.STOP, Optional.empty());

    private static ExecutorService threads;

    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final SerialTextStream stream = new SerialTextStream(idle::incrementAndGet, cancelled::incrementAndGet);
    private final List<StreamEvent> read = Collections.synchronizedList(new ArrayList<>());

    @BeforeContainer
    static void startThreads() {
        threads = Executors.newCachedThreadPool();
    }

    @AfterContainer
    static void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void keeps_what_arrives_before_there_is_a_reader() {
        stream.emit(text(1));
        stream.emit(text(2));
        assertThat(stream.isIdle()).isFalse();

        stream.read(read::add);
        stream.emit(END);

        assertThat(read).containsExactly(text(1), text(2), END);
        assertThat(stream.isIdle()).isTrue();
    }

    @Test
    void has_nothing_after_the_last_event() {
        stream.read(read::add);
        stream.emit(END);
        stream.emit(text(1));
        stream.emit(END);

        assertThat(read).containsExactly(END);
    }

    @Test
    void has_one_reader() {
        stream.read(read::add);

        assertThatThrownBy(() -> stream.read(read::add)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closes_once_however_often_it_is_cancelled() {
        stream.cancel();
        stream.cancel();

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void closes_nothing_when_it_is_cancelled_after_the_end() {
        stream.emit(END);
        stream.cancel();
        stream.read(read::add);

        assertThat(cancelled).hasValue(0);
        assertThat(read).isEmpty();
    }

    @Test
    void is_cancelled_by_its_reader_in_the_middle_of_an_event() {
        stream.emit(text(1));
        stream.emit(text(2));

        stream.read(event -> {
            read.add(event);
            stream.cancel();
        });

        assertThat(read).containsExactly(text(1));
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void is_cancelled_by_a_reader_that_throws() {
        stream.emit(text(1));
        stream.emit(text(2));

        stream.read(event -> {
            read.add(event);
            throw new IllegalStateException("a reader's own fault, made by this test");
        });

        assertThat(read).containsExactly(text(1));
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void does_not_nest_events_that_a_reader_causes() {
        AtomicInteger depth = new AtomicInteger();
        stream.read(event -> {
            assertThat(depth.incrementAndGet()).isEqualTo(1);
            read.add(event);
            if (read.size() < 3) {
                stream.emit(text(read.size() + 1));
            }
            depth.decrementAndGet();
        });

        stream.emit(text(1));

        assertThat(read).containsExactly(text(1), text(2), text(3));
    }

    /** Each producer's events keep their order, none is lost, none comes twice, and no two are delivered at once. */
    @Property(tries = 150)
    void delivers_every_event_of_every_thread_once_and_one_at_a_time(
            @ForAll @IntRange(min = 1, max = 4) int producers, @ForAll @IntRange(max = 60) int each) throws Exception {
        SerialTextStream stream = new SerialTextStream(() -> {}, () -> {});
        List<StreamEvent> read = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean delivering = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        CyclicBarrier start = new CyclicBarrier(producers + 1);
        List<Future<?>> running = new ArrayList<>();
        for (int producer = 0; producer < producers; producer++) {
            int first = producer * 1000;
            running.add(threads.submit(() -> {
                start.await();
                IntStream.range(first, first + each).forEach(number -> stream.emit(text(number)));
                return null;
            }));
        }

        start.await();
        stream.read(event -> {
            overlapped.compareAndSet(false, !delivering.compareAndSet(false, true));
            read.add(event);
            delivering.set(false);
        });
        for (Future<?> producer : running) {
            producer.get();
        }

        assertThat(overlapped).isFalse();
        assertThat(read).hasSize(producers * each);
        for (int producer = 0; producer < producers; producer++) {
            int first = producer * 1000;
            List<TextDelta> own = IntStream.range(first, first + each)
                    .mapToObj(SerialTextStreamTest::text)
                    .toList();
            assertThat(read.stream().filter(own::contains)).containsExactlyElementsOf(own);
        }
        assertThat(stream.isIdle()).isTrue();
    }

    /** After cancel has returned, at most the one event comes whose delivery had begun. */
    @Property(tries = 150)
    void delivers_nothing_new_once_cancel_has_returned(@ForAll @IntRange(max = 200) int cancelAfter) throws Exception {
        SerialTextStream stream = new SerialTextStream(() -> {}, () -> {});
        List<StreamEvent> read = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean returned = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(2);
        stream.read(event -> {
            if (returned.get()) {
                late.incrementAndGet();
            }
            read.add(event);
        });
        Future<?> producer = threads.submit(() -> {
            start.await();
            IntStream.range(0, 400).forEach(number -> stream.emit(text(number)));
            return null;
        });

        start.await();
        while (read.size() < cancelAfter) {
            Thread.onSpinWait();
        }
        stream.cancel();
        returned.set(true);
        producer.get();

        assertThat(late.get()).isLessThanOrEqualTo(1);
        assertThat(read)
                .isEqualTo(IntStream.range(0, read.size())
                        .mapToObj(SerialTextStreamTest::text)
                        .toList());
    }

    private static TextDelta text(int number) {
        return new TextDelta(Integer.toString(number));
    }
}
