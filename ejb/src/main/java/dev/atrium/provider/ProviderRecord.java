package dev.atrium.provider;

import dev.atrium.provider.ProviderStatus.KeyState;
import dev.atrium.provider.ProviderStatus.LastError;
import dev.atrium.provider.ProviderStatus.Latency;
import dev.atrium.provider.api.CircuitState;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.http.CallEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What has been seen of one provider; of latencies the last {@value #WINDOW}, younger than an hour. */
final class ProviderRecord {

    static final int WINDOW = 1_000;

    private static final Duration YOUNG = Duration.ofHours(1);

    private final Map<Kind, Long> failures = new EnumMap<>(Kind.class);
    private final long[] nanos = new long[WINDOW];
    private final Instant[] ends = new Instant[WINDOW];
    private long requests;
    private long successes;
    private KeyState keyState = KeyState.UNKNOWN;
    private LastError lastError;

    /** Takes in a try; true when it is the one by which the key turns out to be dead. */
    synchronized boolean add(CallEnded call, Instant now) {
        if (call.failure().isEmpty()) {
            requests++;
            keyState = KeyState.VALID;
            int place = (int) (successes++ % WINDOW);
            nanos[place] = call.duration().toNanos();
            ends[place] = now;
            return false;
        }
        ProviderException failure = call.failure().get();
        failures.merge(failure.kind(), 1L, Long::sum);
        if (failure.kind() != Kind.NOT_ASKED) {
            requests++;
        }
        if (ProviderHealth.isFault(failure.kind())) {
            lastError = new LastError(failure.kind(), failure.status(), failure.requestId(), now);
        }
        boolean died = failure.kind() == Kind.INVALID_KEY && keyState != KeyState.DEAD;
        if (died) {
            keyState = KeyState.DEAD;
        }
        return died;
    }

    synchronized ProviderStatus status(String name, String last4, CircuitState circuit, Instant now) {
        return new ProviderStatus(
                name,
                keyState,
                last4,
                circuit,
                Optional.ofNullable(lastError),
                requests,
                Map.copyOf(failures),
                latency(now));
    }

    private Optional<Latency> latency(Instant now) {
        int kept = (int) Math.min(successes, WINDOW);
        long[] young = new long[kept];
        int count = 0;
        for (int i = 0; i < kept; i++) {
            if (ends[i].isAfter(now.minus(YOUNG))) {
                young[count++] = nanos[i];
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        Arrays.sort(young, 0, count);
        return Optional.of(new Latency(quantile(young, count, 50), quantile(young, count, 95), count));
    }

    /** The nearest rank: the smallest value that this many of a hundred do not exceed. */
    private static Duration quantile(long[] sorted, int count, int percent) {
        int rank = (count * percent + 99) / 100;
        return Duration.ofNanos(sorted[rank - 1]);
    }
}
