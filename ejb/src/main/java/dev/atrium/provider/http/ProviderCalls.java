package dev.atrium.provider.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.provider.api.CircuitState;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TransientProviderException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes one try of a provider call, in the way that the guards around it can judge it.
 *
 * <p>It waits for the outcome. Not every fault tolerance implementation looks at how a returned stage ends: on Payara a
 * circuit breaker counts the return of any stage as a success, and there a thread waits for the stage anyway. What is
 * thrown is seen by all. So this belongs in a method that is {@code @Asynchronous}, whose worker may wait and may be
 * interrupted; that closes the connection.
 *
 * <p>It also makes the pauses between tries, since {@code @Retry} knows only pauses of equal length: half a second by default
 * for the first, doubled for each further one, the latter half of it at random; longer if the provider asks for it. A provider
 * that asks for more than {@link TextLimits#retryAfter} is not tried again.
 *
 * <p>And it has the circuit and the bulkhead of each provider, since those of MicroProfile are kept for each method: all endpoints of
 * one format would share them, and a provider's streams and whole answers would not.
 */
@ApplicationScoped
public class ProviderCalls {

    private static final Logger LOGGER = System.getLogger(ProviderCalls.class.getName());

    /**
     * Requests whose last try failed. The retry calls a method again with the very same arguments, so the request itself
     * (not one that equals it) tells a second try from a first.
     */
    private final Cache<Object, Setback> setbacks = Caffeine.newBuilder()
            .weakKeys()
            .expireAfterWrite(Duration.ofMinutes(2))
            .maximumSize(10_000)
            .build();

    private final Map<String, EndpointGuard> guards = new ConcurrentHashMap<>();

    private TextLimits limits;
    private GuardLimits guardLimits;
    private Clock clock;
    private Consumer<CallEnded> listener;

    /** For CDI, which proxies this class. */
    protected ProviderCalls() {}

    @Inject
    ProviderCalls(TextLimits limits, GuardLimits guardLimits, Clock clock, Event<CallEnded> ended) {
        this(limits, guardLimits, clock, ended::fire);
    }

    /** Calls for use outside of a container: no circuit opens, however often they fail. */
    public ProviderCalls(TextLimits limits) {
        this(
                limits,
                new GuardLimits(
                        400,
                        200,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(500),
                        Integer.MAX_VALUE,
                        Duration.ofSeconds(30)),
                Clock.systemUTC(),
                call -> {});
    }

    ProviderCalls(TextLimits limits, GuardLimits guardLimits, Clock clock, Consumer<CallEnded> listener) {
        this.limits = limits;
        this.guardLimits = guardLimits;
        this.clock = clock;
        this.listener = listener;
    }

    /** Whether calls of a provider pass. */
    public CircuitState circuit(String provider) {
        EndpointGuard guard = guards.get(provider);
        return guard == null ? CircuitState.CLOSED : guard.circuit();
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
        Setback last = setbacks.getIfPresent(request);
        int tries = last != null && last.endpoint().equals(endpoint) ? last.tries() : 0;
        long begun = System.nanoTime();
        try {
            requireSendable(endpoint);
            if (tries > 0) {
                Thread.sleep(last.pause().toMillis());
                begun = System.nanoTime();
            }
            T answer = guard(endpoint).call(() -> sent(request, endpoint, call));
            tell(endpoint, begun, Optional.empty());
            return CompletableFuture.completedFuture(answer);
        } catch (ProviderException e) {
            tell(endpoint, begun, Optional.of(e));
            throw setback(request, endpoint, tries + 1, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(endpoint.provider(), Kind.TIMEOUT).cause(e).exception();
        } catch (Exception e) {
            throw failure(endpoint, e);
        }
    }

    private EndpointGuard guard(ProviderEndpoint endpoint) {
        return guards.computeIfAbsent(endpoint.provider(), provider -> new EndpointGuard(provider, guardLimits, clock));
    }

    private void tell(ProviderEndpoint endpoint, long begun, Optional<ProviderException> failure) {
        listener.accept(new CallEnded(endpoint, Duration.ofNanos(System.nanoTime() - begun), failure));
    }

    private static <T> T sent(Object request, ProviderEndpoint endpoint, Supplier<? extends CompletionStage<T>> call)
            throws Exception {
        endpoint.log().ifPresent(log -> log.tried(request));
        return CallingThread.during(endpoint.log(), () -> answer(endpoint, call));
    }

    private static <T> T answer(ProviderEndpoint endpoint, Supplier<? extends CompletionStage<T>> call)
            throws InterruptedException {
        try {
            return outcome(call.get().toCompletableFuture());
        } catch (ExecutionException | RuntimeException e) {
            throw failure(endpoint, e);
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
        Duration own = pause(tries);
        Duration pause = asked.compareTo(own) > 0 ? asked : own;
        setbacks.put(request, new Setback(endpoint, tries, pause));
        LOGGER.log(
                Level.INFO,
                "{0}: {1}, status {2}, request {3}, cause {4}; try {5}, no other before {6} ms",
                endpoint.provider(),
                failure.kind(),
                failure.status().isPresent() ? failure.status().getAsInt() : "none",
                failure.requestId().orElse("unknown"),
                failure.getCause() == null ? "none" : failure.getCause(),
                tries,
                pause.toMillis());
        // The same request comes here by another method once it was tried as often as it may: as a whole, after its
        // stream has failed.
        boolean last = tries > Guards.RETRIES + 1;
        return last || asked.compareTo(limits.retryAfter()) > 0 ? new RetryLaterException(failure) : failure;
    }

    private Duration pause(int tries) {
        long full = guardLimits.retryPause().toMillis() << Math.min(tries - 1, Guards.RETRIES - 1);
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
