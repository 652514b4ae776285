package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.ProviderStatus.KeyState;
import dev.atrium.provider.api.CircuitState;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.http.CallEnded;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final ProviderEndpoint ENDPOINT =
            new ProviderEndpoint("openai", URI.create("http://localhost"), "key");

    private final ProviderRecord record = new ProviderRecord();

    @Test
    void nothing_is_known_at_first() {
        assertThat(status(NOW).keyState()).isEqualTo(KeyState.UNKNOWN);
        assertThat(status(NOW).latency()).isEmpty();
        assertThat(status(NOW).lastError()).isEmpty();
    }

    @Test
    void a_refused_key_is_noticed_once_and_a_success_revives_it() {
        assertThat(fail(Kind.INVALID_KEY)).isTrue();
        assertThat(fail(Kind.INVALID_KEY)).isFalse();
        assertThat(status(NOW).keyState()).isEqualTo(KeyState.DEAD);

        succeed(Duration.ofMillis(1), NOW);

        assertThat(status(NOW).keyState()).isEqualTo(KeyState.VALID);
        assertThat(fail(Kind.INVALID_KEY)).isTrue();
    }

    @Test
    void what_users_or_we_did_wrong_is_counted_and_is_no_error_of_the_provider() {
        fail(Kind.BAD_REQUEST);
        fail(Kind.NOT_ASKED);

        assertThat(status(NOW).lastError()).isEmpty();
        assertThat(status(NOW).failures()).containsEntry(Kind.BAD_REQUEST, 1L).containsEntry(Kind.NOT_ASKED, 1L);
        assertThat(status(NOW).requests()).as("those that were made").isEqualTo(1);
    }

    @Test
    void latencies_are_ranks_of_the_last_tries() {
        for (int i = 0; i < 100; i++) {
            succeed(Duration.ofHours(1), NOW);
        }
        for (int i = 1; i <= ProviderRecord.WINDOW; i++) {
            succeed(Duration.ofMillis(i), NOW);
        }

        ProviderStatus.Latency latency = status(NOW).latency().orElseThrow();

        assertThat(latency.p50()).isEqualTo(Duration.ofMillis(500));
        assertThat(latency.p95()).isEqualTo(Duration.ofMillis(950));
        assertThat(latency.tries()).isEqualTo(ProviderRecord.WINDOW);
        assertThat(status(NOW.plus(Duration.ofHours(2))).latency()).isEmpty();
    }

    private boolean fail(Kind kind) {
        return record.add(
                new CallEnded(ENDPOINT, Duration.ZERO, Optional.of(new ProviderException(kind, "failed"))), NOW);
    }

    private void succeed(Duration duration, Instant at) {
        record.add(new CallEnded(ENDPOINT, duration, Optional.empty()), at);
    }

    private ProviderStatus status(Instant at) {
        return record.status("openai", "", CircuitState.CLOSED, at);
    }
}
