package dev.atrium.provider.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TransientProviderException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Makes one try of a provider call, in the way that the guards around it can judge it.
 *
 * <p>It waits for the outcome. Not every fault tolerance implementation looks at how a returned stage ends: on Payara a
 * circuit breaker counts the return of any stage as a success, and there a thread waits for the stage anyway. What is
 * thrown is seen by all. So this belongs in a method that is {@code @Asynchronous}, whose worker may wait and may be
 * interrupted; that closes the connection.
 *
 * <p>It also makes the pauses between tries, since {@code @Retry} knows only pauses of equal length: half a second for the
 * first, doubled for each further one, the latter half of it at random; longer if the provider asks for it. A provider
 * that asks for more than {@link TextLimits#retryAfter} is not tried again.
 */
@ApplicationScoped
public class ProviderCalls {

    private static final Logger LOGGER = System.getLogger(ProviderCalls.class.getName());

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /**
     * Requests whose last try failed. The retry calls a method again with the very same arguments, so the request itself
     * (not one that equals it) tells a second try from a first.
     */
    private final Cache<Object, Setback> setbacks = Caffeine.newBuilder()
            .weakKeys()
            .expireAfterWrite(Duration.ofMinutes(2))
            .maximumSize(10_000)
            .build();

    private TextLimits limits;

    /** For CDI, which proxies this class. */
    protected ProviderCalls() {}

    @Inject
    public ProviderCalls(TextLimits limits) {
        this.limits = limits;
    }

    /**
     * Makes a try, after a pause if it is not the first.
     *
     * @param request is asked for anew, the same object, when this is another try
     * @return a stage that is complete
     * @throws ProviderException if the call failed
     */
    public <T> CompletionStage<T> attempt(
            Object request, ProviderEndpoint endpoint, Supplier<? extends CompletionStage<T>> call) {
        requireSendable(endpoint);
        Setback last = setbacks.getIfPresent(request);
        int tries = last != null && last.endpoint().equals(endpoint) ? last.tries() : 0;
        try {
            if (tries > 0) {
                Thread.sleep(last.pause().toMillis());
            }
            return CompletableFuture.completedFuture(outcome(call.get().toCompletableFuture()));
        } catch (ExecutionException | RuntimeException e) {
            throw setback(request, endpoint, tries + 1, failure(endpoint, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(endpoint.provider(), Kind.TIMEOUT).cause(e).exception();
        }
    }

    private static <T> T outcome(CompletableFuture<T> answer) throws ExecutionException, InterruptedException {
        try {
            return answer.get();
        } finally {
            // Does nothing once there is an outcome; after an interrupt it gives up the connection.
            answer.cancel(true);
        }
    }

    /** Remembers a failure that may be tried again, and logs it: a try that succeeds later leaves no other trace of it. */
    private ProviderException setback(Object request, ProviderEndpoint endpoint, int tries, ProviderException failure) {
        if (!(failure instanceof TransientProviderException)) {
            return failure;
        }
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(limits.retryAfter()) > 0) {
            return new RetryLaterException(failure);
        }
        Duration own = pause(tries);
        Duration pause = asked.compareTo(own) > 0 ? asked : own;
        setbacks.put(request, new Setback(endpoint, tries, pause));
        LOGGER.log(
                Level.INFO,
                "{0}: {1}, status {2}, request {3}; try {4}, no other before {5} ms",
                endpoint.provider(),
                failure.kind(),
                failure.status().isPresent() ? failure.status().getAsInt() : "none",
                failure.requestId().orElse("unknown"),
                tries,
                pause.toMillis());
        return failure;
    }

    private static Duration pause(int tries) {
        long full = FIRST_PAUSE.toMillis() << (tries - 1);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
    }

    /** A key with a line break in it, say, would be quoted in the exception of whoever refuses the header. */
    private static void requireSendable(ProviderEndpoint endpoint) {
        if (!endpoint.apiKey().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Failure.of(endpoint.provider(), Kind.INVALID_KEY).exception();
        }
    }

    private static ProviderException failure(ProviderEndpoint endpoint, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProviderException known) {
                return known;
            }
            if (cause instanceof SocketTimeoutException) {
                return Failure.of(endpoint.provider(), Kind.TIMEOUT)
                        .isTransient(true)
                        .cause(thrown)
                        .exception();
            }
            if (cause instanceof IOException) {
                return Failure.of(endpoint.provider(), Kind.UNAVAILABLE)
                        .isTransient(true)
                        .cause(thrown)
                        .exception();
            }
        }
        return Failure.of(endpoint.provider(), Kind.PROTOCOL).cause(thrown).exception();
    }

    private record Setback(ProviderEndpoint endpoint, int tries, Duration pause) {}
}
