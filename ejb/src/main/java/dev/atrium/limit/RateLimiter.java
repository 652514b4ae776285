package dev.atrium.limit;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.Configuration;
import io.lettuce.core.RedisException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Lets requests through as long as their windows have room. With {@code atrium.redis.uri} all nodes count together, with one round trip for a
 * check. While Redis cannot be reached each node counts for itself, or nothing is let through: {@code atrium.limit.without-redis} says which.
 */
@ApplicationScoped
public class RateLimiter {

    private static final System.Logger LOG = System.getLogger(RateLimiter.class.getName());

    /** How often a Redis that is away is asked again: each time costs the request that does it a little. */
    private static final Duration REDIS_REST = Duration.ofSeconds(1);

    /** When a place for one more request falls free is for whoever has it to say. */
    private static final Duration LEASE_WAIT = Duration.ofSeconds(1);

    /** What happens while Redis is away. */
    enum WithoutRedis {
        MEMORY,
        REFUSE
    }

    private final Clock clock;
    private final MemoryWindows memory;
    private final Optional<RedisWindows> redis;
    private final WithoutRedis withoutRedis;
    private final AtomicReference<Instant> redisRestsUntil = new AtomicReference<>(Instant.MIN);

    /** For the client proxy. */
    protected RateLimiter() {
        this(Clock.systemUTC(), Optional.empty(), WithoutRedis.MEMORY);
    }

    @Inject
    RateLimiter(Clock clock, Configuration configuration) {
        this(
                clock,
                configuration.secret(
                        "atrium.redis.uri", "must be an address such as redis://localhost:6379", RedisWindows::new),
                configuration.required(
                        "atrium.limit.without-redis", "must be memory or refuse", RateLimiter::withoutRedis));
    }

    RateLimiter(Clock clock, Optional<RedisWindows> redis, WithoutRedis withoutRedis) {
        this.clock = clock;
        this.memory = new MemoryWindows(clock);
        this.redis = redis;
        this.withoutRedis = withoutRedis;
    }

    /** A limiter of one node. */
    public static RateLimiter inMemory(Clock clock) {
        return new RateLimiter(clock, Optional.empty(), WithoutRedis.MEMORY);
    }

    private static WithoutRedis withoutRedis(String text) {
        return switch (text) {
            case "memory" -> WithoutRedis.MEMORY;
            case "refuse" -> WithoutRedis.REFUSE;
            default -> throw new IllegalArgumentException(text);
        };
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Being observed makes this bean, and so checks its configuration, before the first request.
    }

    /** As {@link #admit(List, Consumer)}, for who does not tell how much is left. */
    public Ticket admit(List<Window> windows) {
        return admit(windows, status -> {});
    }

    /**
     * Counts a request in all of the windows, or in none if one of them is full.
     *
     * @param tightest is told the window with the least room after it, also when the request is refused; not called without windows
     * @throws Refusal {@code RATE_LIMIT_EXCEEDED}, or {@code QUOTA_EXCEEDED} for a period, with the wait of the window that is full for the longest
     */
    public Ticket admit(List<Window> windows, Consumer<LimitStatus> tightest) {
        if (windows.isEmpty()) {
            return Ticket.NONE;
        }
        String name = UUID.randomUUID().toString();
        Windows store = memory;
        Optional<Windows.Count> shared = inRedis(counted -> counted.take(name, windows));
        if (shared.isPresent()) {
            store = redis.orElseThrow();
        }
        Windows.Count count = shared.orElseGet(() -> memory.take(name, windows));
        tightest(windows, count).ifPresent(tightest);
        if (!count.admitted()) {
            throw refusal(windows, count);
        }
        return new Taken(name, counting(windows), store);
    }

    /** Empties a window. */
    public void clear(Window window) {
        memory.clear(window);
        inRedis(store -> {
            store.clear(window);
            return true;
        });
    }

    @PreDestroy
    void close() {
        redis.ifPresent(RedisWindows::close);
    }

    /** A question to Redis. */
    private interface Question<T> {
        T ask(RedisWindows store);
    }

    /**
     * Asks Redis.
     *
     * @return empty without Redis, and while it is away
     * @throws Refusal when nothing is to be let through while it is away
     */
    private <T> Optional<T> inRedis(Question<T> question) {
        if (redis.isEmpty()) {
            return Optional.empty();
        }
        Instant rest = redisRestsUntil.get();
        Instant now = clock.instant();
        if (now.isBefore(rest)) {
            return unreachable();
        }
        try {
            T answer = question.ask(redis.get());
            if (!rest.equals(Instant.MIN) && redisRestsUntil.compareAndSet(rest, Instant.MIN)) {
                LOG.log(Level.INFO, "Redis is back: all nodes count together again");
            }
            return Optional.of(answer);
        } catch (RedisException e) {
            if (redisRestsUntil.compareAndSet(rest, now.plus(REDIS_REST)) && rest.equals(Instant.MIN)) {
                LOG.log(
                        Level.WARNING,
                        withoutRedis == WithoutRedis.MEMORY
                                ? "Redis cannot be reached ({0}): until it is back each node counts for itself"
                                : "Redis cannot be reached ({0}): until it is back what is limited is refused",
                        e.toString());
            }
            return unreachable();
        }
    }

    private <T> Optional<T> unreachable() {
        if (withoutRedis == WithoutRedis.REFUSE) {
            throw Refusal.later(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    REDIS_REST,
                    "The limits cannot be checked at the moment, and without them nothing is let through.");
        }
        return Optional.empty();
    }

    private static List<Window> counting(List<Window> windows) {
        return windows.stream().filter(window -> !window.observed()).toList();
    }

    private static Optional<LimitStatus> tightest(List<Window> windows, Windows.Count count) {
        return IntStream.range(0, windows.size())
                .mapToObj(i -> status(windows.get(i), count.fills().get(i)))
                .min((a, b) -> Integer.compare(a.remaining(), b.remaining()));
    }

    private static LimitStatus status(Window window, Windows.Fill fill) {
        return new LimitStatus(
                window.name(),
                window.limit(),
                (int) Math.max(0, window.limit() - fill.used()),
                micros(fill.micros()),
                window.length());
    }

    private static Refusal refusal(List<Window> windows, Windows.Count count) {
        int longest = IntStream.range(0, windows.size())
                .filter(i -> !windows.get(i).observed()
                        && count.fills().get(i).used() >= windows.get(i).limit())
                .boxed()
                .max((a, b) -> wait(windows, count, a).compareTo(wait(windows, count, b)))
                .orElseThrow();
        Window window = windows.get(longest);
        Duration wait = wait(windows, count, longest);
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return Refusal.limited(
                window.kind() == Window.Kind.PERIOD ? ErrorCode.QUOTA_EXCEEDED : ErrorCode.RATE_LIMIT_EXCEEDED,
                window.name(),
                wait,
                "The limit " + window.name() + " of " + window.limit() + " is reached. Try again in "
                        + (seconds == 1 ? "1 second." : seconds + " seconds."));
    }

    private static Duration wait(List<Window> windows, Windows.Count count, int i) {
        return windows.get(i).kind() == Window.Kind.LEASE
                ? LEASE_WAIT
                : micros(count.fills().get(i).micros());
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    /** A request that is counted. */
    private final class Taken implements Ticket {

        private final String name;
        private final List<Window> windows;
        private final Windows store;
        private boolean given;

        Taken(String name, List<Window> windows, Windows store) {
            this.name = name;
            this.windows = windows;
            this.store = store;
        }

        @Override
        public void giveBack() {
            giveBack(windows);
        }

        @Override
        public void giveBackLeases() {
            giveBack(windows.stream()
                    .filter(window -> window.kind() == Window.Kind.LEASE)
                    .toList());
        }

        /** Where it cannot be given back now, time does. */
        private synchronized void giveBack(List<Window> back) {
            if (given || back.isEmpty()) {
                return;
            }
            given = true;
            try {
                store.giveBack(name, back);
            } catch (RedisException e) {
                LOG.log(Level.DEBUG, "A ticket was not given back", e);
            }
        }
    }
}
