package dev.atrium.provider.http;

import dev.atrium.provider.api.CircuitState;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TransientProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The circuit and the bulkhead of one provider. A call that they keep back fails with {@link Kind#NOT_ASKED}, which says nothing against the
 * provider and is not counted.
 */
final class EndpointGuard {

    /** How long a client is asked to wait when there are too many calls: about as long as a first token takes. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final String provider;
    private final GuardLimits limits;
    private final Clock clock;
    private final Circuit circuit;
    private final Semaphore calls;
    private final Semaphore places;

    EndpointGuard(String provider, GuardLimits limits, Clock clock) {
        this.provider = provider;
        this.limits = limits;
        this.clock = clock;
        this.circuit = new Circuit(limits.failuresInARow(), limits.rest(), clock);
        this.calls = new Semaphore(limits.calls(), true);
        this.places = new Semaphore(limits.calls() + limits.queue());
    }

    CircuitState circuit() {
        return circuit.state();
    }

    /** Makes a call, unless the provider is given a rest or too many calls to it are under way. */
    <T> T call(Callable<T> call) throws Exception {
        if (!places.tryAcquire()) {
            throw notAsked("too_many_calls", BUSY);
        }
        try {
            if (!calls.tryAcquire() && !calls.tryAcquire(limits.queueWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw notAsked("too_many_calls", BUSY);
            }
            try {
                return judged(call);
            } finally {
                calls.release();
            }
        } finally {
            places.release();
        }
    }

    private <T> T judged(Callable<T> call) throws Exception {
        if (!circuit.admits()) {
            throw notAsked("circuit_open", circuit.remainingRest());
        }
        Instant begun = clock.instant();
        Runnable verdict = circuit::saidNothing;
        try {
            T answer = call.call();
            verdict = circuit::succeeded;
            return answer;
        } catch (ProviderException e) {
            verdict = verdict(e, begun);
            throw e;
        } finally {
            verdict.run();
        }
    }

    /** A failure that another try cannot cure is the answer of a provider that is well. */
    private Runnable verdict(ProviderException failure, Instant begun) {
        if (failure instanceof SlowDownException) {
            return circuit::saidNothing;
        }
        if (!(failure instanceof TransientProviderException)) {
            return circuit::succeeded;
        }
        return failure.status().isEmpty() ? () -> circuit.heardNothing(begun) : circuit::failed;
    }

    private ProviderException notAsked(String code, Duration wait) {
        return Failure.of(provider, Kind.NOT_ASKED)
                .code(code)
                .retryAfter(Optional.of(wait))
                .exception();
    }
}
