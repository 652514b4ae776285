package dev.atrium.provider.http;

import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TokenUsage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hands events from any thread to one reader, one at a time and in order. Events wait here until there is a reader and
 * it is free; whoever delivers an event also delivers those that arrived meanwhile, so no thread ever waits.
 *
 * <p>The reader runs outside of the lock. If it throws, the stream is cancelled: an answer with a hole is worse than none.
 */
final class SerialTextStream implements TextStream {

    private static final Logger LOGGER = System.getLogger(SerialTextStream.class.getName());

    private final Runnable onIdle;
    private final Runnable onCancel;
    private final Supplier<Optional<TokenUsage>> usage;
    private final Object lock = new Object();
    private final Queue<StreamEvent> waiting = new ArrayDeque<>();
    private Consumer<StreamEvent> reader;
    private boolean delivering;
    private boolean ended;
    private boolean cancelled;

    /**
     * @param onIdle is run each time that the reader has taken everything there was
     * @param onCancel is run once, by the first {@link #cancel}, unless the stream has ended before
     */
    SerialTextStream(Runnable onIdle, Runnable onCancel) {
        this(onIdle, onCancel, Optional::empty);
    }

    /** @param usage asked for what the provider has reported so far */
    SerialTextStream(Runnable onIdle, Runnable onCancel, Supplier<Optional<TokenUsage>> usage) {
        this.onIdle = onIdle;
        this.onCancel = onCancel;
        this.usage = usage;
    }

    /** Adds an event. After a last one, and after {@link #cancel}, it is dropped. */
    void emit(StreamEvent event) {
        synchronized (lock) {
            if (ended || cancelled) {
                return;
            }
            ended = event instanceof StreamEvent.Completed || event instanceof StreamEvent.Failed;
            waiting.add(event);
        }
        deliver();
    }

    /** Whether everything that was emitted has been taken. */
    boolean isIdle() {
        synchronized (lock) {
            return waiting.isEmpty() && !delivering;
        }
    }

    boolean hasReader() {
        synchronized (lock) {
            return reader != null;
        }
    }

    @Override
    public void read(Consumer<StreamEvent> newReader) {
        Objects.requireNonNull(newReader, "reader");
        synchronized (lock) {
            if (reader != null) {
                throw new IllegalStateException("A stream has one reader");
            }
            reader = newReader;
        }
        deliver();
    }

    @Override
    public Optional<TokenUsage> usageSoFar() {
        return usage.get();
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            waiting.clear();
            if (ended) {
                return;
            }
        }
        onCancel.run();
    }

    private void deliver() {
        StreamEvent event = next();
        boolean delivered = event != null;
        while (event != null) {
            deliver(event);
            event = next();
        }
        if (delivered) {
            onIdle.run();
        }
    }

    /** Takes the next event and with it the right to deliver; null when there is none or another thread has the right. */
    private StreamEvent next() {
        synchronized (lock) {
            if (reader == null || delivering || cancelled) {
                return null;
            }
            StreamEvent event = waiting.poll();
            delivering = event != null;
            return event;
        }
    }

    private void deliver(StreamEvent event) {
        boolean accepted = false;
        try {
            reader.accept(event);
            accepted = true;
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "A reader failed, so its stream is cancelled", e);
        } finally {
            synchronized (lock) {
                delivering = false;
            }
            if (!accepted) {
                cancel();
            }
        }
    }
}
