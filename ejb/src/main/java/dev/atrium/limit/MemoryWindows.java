package dev.atrium.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Windows of this node alone. */
final class MemoryWindows implements Windows {

    /** Bounds what an attacker with many addresses can fill: some 100 bytes for each that was seen once. */
    private static final int MOST_SUBJECTS = 200_000;

    private final Clock clock;
    private final Cache<String, Log> logs;

    MemoryWindows(Clock clock) {
        this.clock = clock;
        this.logs = Caffeine.newBuilder()
                .maximumSize(MOST_SUBJECTS)
                .expireAfter(Expiry.<String, Log>accessing((key, log) -> log.length))
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    @Override
    public synchronized Count take(String ticket, List<Window> windows) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        boolean admitted = true;
        for (Window window : windows) {
            admitted &= window.observed() || log(window).used(now) < window.limit();
        }
        List<Fill> fills = new ArrayList<>();
        for (Window window : windows) {
            Log log = log(window);
            if (admitted && !window.observed()) {
                log.entries.addLast(new Entry(now, now + micros(window.length()), ticket));
            }
            fills.add(log.fill(now, window.limit()));
        }
        return new Count(admitted, now, fills);
    }

    @Override
    public synchronized void giveBack(String ticket, List<Window> windows) {
        for (Window window : windows) {
            log(window).entries.removeIf(entry -> entry.ticket.equals(ticket));
        }
    }

    @Override
    public synchronized void clear(Window window) {
        logs.invalidate(window.key());
    }

    private Log log(Window window) {
        return logs.get(window.key(), key -> new Log(window.length()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** A request in a window, and when it leaves it. */
    private record Entry(long time, long until, String ticket) {}

    /** The requests in a window, the oldest first. */
    private static final class Log {

        private final Deque<Entry> entries = new ArrayDeque<>();
        private final Duration length;

        Log(Duration length) {
            this.length = length;
        }

        int used(long now) {
            while (!entries.isEmpty() && entries.getFirst().until <= now) {
                entries.removeFirst();
            }
            return entries.size();
        }

        Fill fill(long now, int limit) {
            int used = used(now);
            long micros = entries.stream()
                    .skip(Math.max(0, used - limit))
                    .findFirst()
                    .map(entry -> entry.until - now)
                    .orElse(0L);
            return new Fill(used, micros);
        }
    }
}
