package dev.atrium.provider.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A provider's call failed. The message is fit for a user and for logs: it holds no key and no prompt.
 *
 * <p>{@link TransientProviderException} is the part of these that another try may cure.
 */
public class ProviderException extends RuntimeException {

    /** What kind of failure it is, in the words of no vendor. */
    public enum Kind {
        /** The key is missing, wrong or revoked. */
        INVALID_KEY,
        /** The account at the provider has no money or quota left. */
        QUOTA,
        /** Too many requests for now. */
        RATE_LIMITED,
        /** The provider is overloaded, down, or not to be reached. */
        UNAVAILABLE,
        /** The provider did not answer in time. */
        TIMEOUT,
        /** The provider's policy refuses this content. */
        CONTENT_POLICY,
        /** The input does not fit the model's context window. */
        CONTEXT_LENGTH,
        /** The provider does not know this model. */
        UNKNOWN_MODEL,
        /** The provider finds the request wrong. */
        BAD_REQUEST,
        /** It was not asked: it is given a rest after failures in a row, or too many calls to it are under way here. */
        NOT_ASKED,
        /** The answer breaks the provider's own format, or ended without an end. */
        PROTOCOL
    }

    private final Kind kind;
    private final Integer status;
    private final String requestId;
    private final Duration retryAfter;

    /**
     * @param status the HTTP status, or null when there was no answer
     * @param requestId the provider's id of the request, or null
     * @param retryAfter how long the provider asks to wait, or null
     */
    public ProviderException(
            Kind kind, String message, Integer status, String requestId, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.status = status;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    public ProviderException(Kind kind, String message) {
        this(kind, message, null, null, null, null);
    }

    public Kind kind() {
        return kind;
    }

    public OptionalInt status() {
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
