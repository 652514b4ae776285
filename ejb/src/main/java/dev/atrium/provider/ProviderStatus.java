package dev.atrium.provider;

import dev.atrium.provider.api.CircuitState;
import dev.atrium.provider.api.ProviderException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The state of a provider.
 *
 * @param keyState what its last answers say of the key
 * @param last4 the end of the key; empty for a key that is too short to show any of it, or for none
 * @param requests the tries that were made since the start of this node
 * @param failures those that failed, by kind; {@link Kind#NOT_ASKED} are calls that were kept back
 * @param latency over the last tries that succeeded; empty before the first
 */
public record ProviderStatus(
        String name,
        KeyState keyState,
        String last4,
        CircuitState circuit,
        Optional<LastError> lastError,
        long requests,
        Map<Kind, Long> failures,
        Optional<Latency> latency) {

    /** What is known of a key. */
    public enum KeyState {
        /** It was never used, or no answer said anything about it. */
        UNKNOWN,
        VALID,
        /** The provider refuses it. */
        DEAD
    }

    /** The failure of the provider that was seen last. */
    public record LastError(Kind kind, OptionalInt status, Optional<String> requestId, Instant at) {}

    /** The time to the first content of a stream, or to a whole answer: half of the tries took no longer, and 95 of 100. */
    public record Latency(Duration p50, Duration p95, int tries) {}
}
