package dev.atrium.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atrium.provider.api.CallLog;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TransientProviderException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ProviderCallsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ProviderEndpoint ENDPOINT =
            new ProviderEndpoint("test", URI.create("http://localhost"), "key");

    private final ProviderCalls calls = new ProviderCalls(
            new TextLimits(MINUTE, MINUTE, MINUTE, MINUTE, MINUTE, 1024, 1024, Duration.ofSeconds(10)));
    private final Object request = new Object();

    @Test
    void gives_the_answer_in_a_stage_that_is_complete() {
        assertThat(calls.attempt(request, ENDPOINT, () -> CompletableFuture.completedFuture("yes")))
                .isCompletedWithValue("yes");
    }

    @Test
    void pauses_before_another_try_of_the_same_request_only() {
        ProviderException outage = failure(Kind.UNAVAILABLE, null);
        fail(request, outage);

        assertThat(time(() -> fail(new Object(), outage))).isLessThan(Duration.ofMillis(200));
        assertThat(time(() -> fail(request, outage))).isBetween(Duration.ofMillis(250), Duration.ofSeconds(1));
        assertThat(time(() -> fail(request, outage))).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
    }

    @Test
    void writes_down_each_try_that_is_sent() {
        CallLog log = new CallLog();
        ProviderEndpoint logged = ENDPOINT.loggedIn(log);
        ProviderEndpoint unsendable = new ProviderEndpoint("test", ENDPOINT.baseUrl(), "no\nkey").loggedIn(log);
        ProviderException outage = failure(Kind.UNAVAILABLE, null);

        assertThatThrownBy(() -> calls.attempt(request, logged, () -> CompletableFuture.failedFuture(outage)))
                .isSameAs(outage);
        assertThat(calls.attempt(request, logged, () -> CompletableFuture.completedFuture("yes")))
                .isCompleted();
        assertThat(calls.attempt(new Object(), logged, () -> CompletableFuture.completedFuture("another part")))
                .isCompleted();
        assertThatThrownBy(
                        () -> calls.attempt(request, unsendable, () -> CompletableFuture.completedFuture("never sent")))
                .isInstanceOf(ProviderException.class);

        assertThat(log.repetitions()).isEqualTo(1);
    }

    @Test
    void pauses_for_as_long_as_the_provider_asks() {
        ProviderException limit = failure(Kind.RATE_LIMITED, Duration.ofMillis(1200));
        assertThat(fail(request, limit)).isSameAs(limit).isInstanceOf(SlowDownException.class);

        assertThat(time(() -> fail(request, limit))).isGreaterThanOrEqualTo(Duration.ofMillis(1200));
    }

    @Test
    void does_not_try_again_when_the_provider_asks_to_wait_too_long() {
        ProviderException limit = failure(Kind.RATE_LIMITED, Duration.ofSeconds(48));

        ProviderException thrown = fail(request, limit);

        assertThat(thrown).isInstanceOf(RetryLaterException.class).hasMessage(limit.getMessage());
        assertThat(thrown.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(thrown.retryAfter()).hasValue(Duration.ofSeconds(48));
    }

    @Test
    void says_in_the_words_of_the_port_what_a_client_throws() {
        assertThat(fail(request, new CompletionException(new SocketTimeoutException("Read timed out"))))
                .isInstanceOf(TransientProviderException.class)
                .extracting(ProviderException::kind)
                .isEqualTo(Kind.TIMEOUT);
        assertThat(fail(new Object(), new IllegalStateException("what a parser says")))
                .isNotInstanceOf(TransientProviderException.class)
                .extracting(ProviderException::kind)
                .isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void gives_up_the_call_when_it_is_interrupted() {
        CompletableFuture<String> pending = new CompletableFuture<>();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> calls.attempt(request, ENDPOINT, () -> pending))
                .isInstanceOf(ProviderException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pending).isCancelled();
    }

    private ProviderException fail(Object of, RuntimeException failure) {
        return catchThrowableOfType(
                ProviderException.class,
                () -> calls.attempt(of, ENDPOINT, () -> CompletableFuture.failedFuture(failure)));
    }

    private static ProviderException failure(Kind kind, Duration retryAfter) {
        return Failure.of("test", kind)
                .isTransient(true)
                .retryAfter(Optional.ofNullable(retryAfter))
                .exception();
    }

    private static Duration time(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
