package dev.atrium.demo;

import dev.atrium.demo.http.ClientGoneException;
import dev.atrium.demo.http.HttpRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** What went through the providers: the latest requests and the counts. */
final class Traffic {

    private static final int MAX_REQUESTS = 2_000;
    private static final int MAX_CHARACTERS = 32_000_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private long characters;
    private Stats stats = new Stats(0, 0, 0, 0, 0);

    /** An answer in the making. */
    @FunctionalInterface
    interface Giving {

        void give() throws IOException;
    }

    synchronized void record(String provider, String path, HttpRequest request) {
        String body = request.text();
        String kept = body.length() > RecordedRequest.MAX_BODY ? body.substring(0, RecordedRequest.MAX_BODY) : body;
        String target = request.query().isEmpty() ? path : path + "?" + request.query();
        requests.addLast(
                new RecordedRequest(Instant.now(), provider, request.method(), target, request.headers(), kept));
        characters += kept.length();
        while (requests.size() > MAX_REQUESTS || characters > MAX_CHARACTERS) {
            characters -= requests.removeFirst().body().length();
        }
        set(new Stats(stats.requests() + 1, stats.open(), stats.maxOpen(), stats.completed(), stats.closedByClient()));
    }

    /** Gives an answer and counts how it went. */
    void count(Giving answer) throws IOException {
        opened();
        boolean gone = false;
        try {
            answer.give();
        } catch (ClientGoneException e) {
            gone = true;
            throw e;
        } finally {
            closed(gone);
        }
    }

    synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void forget() {
        requests.clear();
        characters = 0;
    }

    synchronized Stats stats() {
        return stats;
    }

    synchronized Stats await(Predicate<Stats> condition, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (!condition.test(stats) && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return stats;
    }

    private synchronized void opened() {
        int open = stats.open() + 1;
        set(new Stats(
                stats.requests(), open, Math.max(open, stats.maxOpen()), stats.completed(), stats.closedByClient()));
    }

    private synchronized void closed(boolean byClient) {
        set(new Stats(
                stats.requests(),
                stats.open() - 1,
                stats.maxOpen(),
                stats.completed() + (byClient ? 0 : 1),
                stats.closedByClient() + (byClient ? 1 : 0)));
    }

    private void set(Stats next) {
        stats = next;
        notifyAll();
    }
}
