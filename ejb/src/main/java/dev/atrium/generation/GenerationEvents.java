package dev.atrium.generation;

import dev.atrium.generation.GenerationEvent.Chunk;
import dev.atrium.generation.GenerationEvent.Reasoning;
import dev.atrium.generation.GenerationEvent.ToolCalled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The numbered events of one generation, from 1 without a gap. Listeners keep their own place and read at their own pace, so one that
 * is slow or gone neither holds up another nor costs memory.
 *
 * <p>Pieces of text are kept as one text and the places where it is cut: providers send some characters at a time, and an object for each would
 * take twenty times their room. So the generation's limit of characters bounds the log in bytes, too: two for a character, four for a piece.
 */
public final class GenerationEvents {

    private static final int BYTES_OF_CHARACTER = 2;
    private static final int BYTES_OF_EVENT = 4;

    /** Characters after which a listener is given no more at once, whose pieces may be of any size. */
    private static final int MAX_CHARACTERS_AT_ONCE = 65_536;

    /** The pieces of text, one after the other. */
    private final StringBuilder text = new StringBuilder();

    /** Where in the text the piece of each event ends; it begins where the one before ends. Empty for events without text. */
    private int[] ends = new int[16];

    private final BitSet reasoning = new BitSet();

    /** The events that are no pieces of text, by their places. */
    private final Map<Integer, GenerationEvent> others = new HashMap<>();

    /** Characters of the tools that are called. */
    private int callCharacters;

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int size;
    private boolean complete;

    /** An event with its number. */
    public record Numbered(long id, GenerationEvent event) {}

    /** Ends the calls of a listener. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** The events of a generation that has ended, at least one. */
    static GenerationEvents ended(List<GenerationEvent> told) {
        GenerationEvents events = new GenerationEvents();
        told.forEach(events::append);
        events.complete = true;
        return events;
    }

    /**
     * The events that follow a number: at least one if there are any, at most as many as asked for, and fewer where they are large.
     *
     * @param lastId the number of the last event that was seen, 0 for none
     */
    public synchronized List<Numbered> after(long lastId, int limit) {
        List<Numbered> page = new ArrayList<>();
        int first = (int) Math.min(Math.max(lastId, 0), size);
        int place = first;
        while (place < size && page.size() < limit && (page.isEmpty() || isSmall(first, place + 1))) {
            page.add(new Numbered(place + 1L, at(place)));
            place++;
        }
        return page;
    }

    private boolean isSmall(int first, int end) {
        return end(end) - end(first) <= MAX_CHARACTERS_AT_ONCE;
    }

    private GenerationEvent at(int place) {
        GenerationEvent other = others.get(place);
        if (other != null) {
            return other;
        }
        String piece = text.substring(end(place), end(place + 1));
        return reasoning.get(place) ? new Reasoning(piece) : new Chunk(piece);
    }

    /** Where the text of the first so many events ends. */
    private int end(int count) {
        return count == 0 ? 0 : ends[count - 1];
    }

    /** Whether a listener can have seen this number. */
    public synchronized boolean has(long id) {
        return id >= 0 && id <= size;
    }

    /** Whether a listener that has seen this number has seen all there will ever be. */
    public synchronized boolean isExhausted(long lastId) {
        return complete && lastId >= size;
    }

    /**
     * Has a listener called after each event that comes from now on, in the thread that brings it: the call must be short and not block. Read
     * with {@link #after} once subscribed, or an event in between would be missed.
     */
    public Subscription subscribe(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void append(GenerationEvent event) {
        add(event, false);
    }

    void appendLast(GenerationEvent event) {
        add(event, true);
    }

    private void add(GenerationEvent event, boolean last) {
        synchronized (this) {
            if (event instanceof Chunk chunk) {
                text.append(chunk.content());
            } else if (event instanceof Reasoning thought) {
                text.append(thought.content());
                reasoning.set(size);
            } else {
                others.put(size, event);
            }
            if (event instanceof ToolCalled called) {
                callCharacters += ToolsCalled.written(called.call()).length();
            }
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, 2 * size);
            }
            ends[size++] = text.length();
            complete = last;
        }
        listeners.forEach(Runnable::run);
    }

    /** What the log takes up at most, in bytes. */
    synchronized int bytes() {
        return BYTES_OF_CHARACTER * (text.capacity() + callCharacters) + BYTES_OF_EVENT * ends.length;
    }
}
