package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Says in the words of the port that a guard has kept a call from the provider or cut it off. Its subclasses only name the
 * type, which MicroProfile compares with that of the guarded method.
 */
abstract class RefusedCall<T> implements FallbackHandler<CompletionStage<T>> {

    private static final Duration BUSY = Duration.ofSeconds(2);

    @Override
    public CompletionStage<T> handle(ExecutionContext context) {
        return CompletableFuture.failedFuture(translate(provider(context), context.getFailure()));
    }

    private static String provider(ExecutionContext context) {
        for (Object parameter : context.getParameters()) {
            if (parameter instanceof ProviderEndpoint endpoint) {
                return endpoint.provider();
            }
        }
        throw new IllegalStateException("A provider call has an endpoint");
    }

    private static ProviderException translate(String provider, Throwable refusal) {
        if (refusal instanceof TimeoutException) {
            return Failure.of(provider, Kind.TIMEOUT)
                    .isTransient(true)
                    .cause(refusal)
                    .exception();
        }
        return Failure.of(provider, Kind.NOT_ASKED)
                .code(refusal instanceof CircuitBreakerOpenException ? "circuit_open" : "too_many_calls")
                .retryAfter(Optional.of(BUSY))
                .cause(refusal)
                .exception();
    }
}
