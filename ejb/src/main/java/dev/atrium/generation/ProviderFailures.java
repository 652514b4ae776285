package dev.atrium.generation;

import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.refusal.ErrorCode;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** What a provider's failure means to the person who asked. */
final class ProviderFailures {

    private ProviderFailures() {}

    /** Brings whatever a guarded call failed with to one type; fault tolerance adds exceptions of its own. */
    static ProviderException of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProviderException known) {
            return known;
        }
        if (cause instanceof CircuitBreakerOpenException) {
            return failure(Kind.NOT_ASKED, "it failed several times in a row and is given a rest", cause);
        }
        if (cause instanceof BulkheadException || cause instanceof RejectedExecutionException) {
            return failure(Kind.NOT_ASKED, "too many calls to it are under way", cause);
        }
        if (cause instanceof TimeoutException) {
            return failure(Kind.TIMEOUT, "it did not answer in time", cause);
        }
        return failure(Kind.PROTOCOL, "the call failed", cause);
    }

    /** Without a status it is known before it is sent that this provider cannot do what is asked for, and the message says what to change. */
    private static End.Failed wrong(String provider, ProviderException failure) {
        return failure.status().isEmpty()
                ? new End.Failed(ErrorCode.INVALID_REQUEST, failure.getMessage())
                : new End.Failed(
                        ErrorCode.PROVIDER_ERROR,
                        "The provider " + provider + " finds the request wrong: " + failure.getMessage());
    }

    private static ProviderException failure(Kind kind, String message, Throwable cause) {
        return new ProviderException(kind, message, null, null, null, cause);
    }

    static End.Failed end(ModelOffer offer, ProviderException failure) {
        String provider = offer.provider();
        return switch (failure.kind()) {
            case CONTENT_POLICY ->
                new End.Failed(
                        ErrorCode.CONTENT_POLICY_VIOLATION,
                        "The content policy of " + provider + " refuses this: " + failure.getMessage());
            case CONTEXT_LENGTH ->
                new End.Failed(
                        ErrorCode.INVALID_REQUEST,
                        "This is longer than " + offer.name()
                                + " can read. Shorten it, or take a model with a larger context.");
            case UNKNOWN_MODEL ->
                new End.Failed(
                        ErrorCode.INVALID_MODEL,
                        "The provider " + provider + " does not offer " + offer.name() + " any more.");
            case TIMEOUT ->
                new End.Failed(
                        ErrorCode.GENERATION_TIMEOUT,
                        "The provider " + provider + " did not answer in time. Try again.");
            case RATE_LIMITED, UNAVAILABLE, NOT_ASKED ->
                new End.Failed(
                        ErrorCode.PROVIDER_UNAVAILABLE,
                        "The provider " + provider + " is not available right now. Try again, or take another model.",
                        failure.retryAfter());
            case QUOTA ->
                new End.Failed(
                        ErrorCode.PROVIDER_UNAVAILABLE,
                        "The organisation's account at " + provider
                                + " is used up. Take another model, and tell an administrator.");
            case INVALID_KEY ->
                new End.Failed(
                        ErrorCode.PROVIDER_ERROR,
                        offer.ownKey().isPresent()
                                ? "The provider " + provider
                                        + " does not accept this workspace's own key. It is not used"
                                        + " any more until an owner of the workspace saves or checks it again."
                                : "The provider " + provider
                                        + " does not accept the key that is configured. Tell an administrator.");
            case BAD_REQUEST -> wrong(provider, failure);
            case PROTOCOL ->
                new End.Failed(
                        ErrorCode.PROVIDER_ERROR,
                        "The answer of " + provider + " broke off or was not readable. Try again.");
        };
    }
}
