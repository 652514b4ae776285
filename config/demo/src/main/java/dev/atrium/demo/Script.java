package dev.atrium.demo;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the providers are told to do with requests to come. A scripted behaviour replaces markers in the message altogether.
 * Only well-formed requests for an answer take a behaviour from the script; refused ones leave it. Safe for any thread.
 */
public final class Script {

    private static final int MAX_ENTRIES = 10_000;

    private final List<Entry> entries = new ArrayList<>();

    /** Holds for the next request to the provider; several wait in line. */
    public void next(String provider, Behaviour behaviour) {
        next(provider, 1, behaviour);
    }

    /** Holds for the next so many requests to the provider. */
    public void next(String provider, int times, Behaviour behaviour) {
        add(new Entry(request -> request.provider().equals(provider), times, behaviour));
    }

    /** Holds for every request whose messages contain the text, until {@link #clear}. */
    public void whenPromptContains(String text, Behaviour behaviour) {
        whenPromptContains(text, Integer.MAX_VALUE, behaviour);
    }

    /** Holds for the next so many requests whose messages contain the text, whichever provider they go to. */
    public void whenPromptContains(String text, int times, Behaviour behaviour) {
        add(new Entry(request -> request.contains(text), times, behaviour));
    }

    /** Holds for the next so many requests to the provider whose messages contain the text. */
    public void whenPromptContains(String provider, String text, int times, Behaviour behaviour) {
        add(new Entry(request -> request.provider().equals(provider) && request.contains(text), times, behaviour));
    }

    /** Forgets everything. */
    public synchronized void clear() {
        entries.clear();
    }

    /** The oldest behaviour that holds for this request; it counts as used. */
    synchronized Optional<Behaviour> take(String provider, Prompt prompt) {
        var request = new Request(provider, prompt);
        for (Iterator<Entry> i = entries.iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (entry.condition.test(request)) {
                entry.left--;
                if (entry.left == 0) {
                    i.remove();
                }
                return Optional.of(entry.behaviour);
            }
        }
        return Optional.empty();
    }

    private synchronized void add(Entry entry) {
        if (entry.left < 1) {
            throw new IllegalArgumentException("A behaviour must hold for at least one request.");
        }
        if (entries.size() == MAX_ENTRIES) {
            throw new IllegalStateException("The script already has " + MAX_ENTRIES + " entries.");
        }
        entries.add(entry);
    }

    private record Request(String provider, Prompt prompt) {

        boolean contains(String text) {
            return prompt.turns().stream().anyMatch(turn -> turn.text().contains(text));
        }
    }

    private static final class Entry {

        private final Predicate<Request> condition;
        private final Behaviour behaviour;
        private int left;

        Entry(Predicate<Request> condition, int times, Behaviour behaviour) {
            this.condition = condition;
            this.left = times;
            this.behaviour = behaviour;
        }
    }
}
