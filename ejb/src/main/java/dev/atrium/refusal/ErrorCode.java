package dev.atrium.refusal;

/** The stable names of everything that can be refused or go wrong, with the HTTP status that each stands for. */
public enum ErrorCode {
    INVALID_REQUEST(400),
    INVALID_MODEL(400),
    INVALID_PROVIDER(400),
    CONTENT_POLICY_VIOLATION(400),
    UNAUTHENTICATED(401),
    INSUFFICIENT_CREDITS(402),
    BUDGET_EXCEEDED(402),
    FORBIDDEN(403),
    /** Does not exist, or belongs to a workspace that the caller must not know of. */
    NOT_FOUND(404),
    CONFLICT(409),
    /** The first request with this idempotency key is still running. */
    IDEMPOTENCY_IN_PROGRESS(409),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The idempotency key was used before, with another request. */
    IDEMPOTENCY_MISMATCH(422),
    RATE_LIMIT_EXCEEDED(429),
    QUOTA_EXCEEDED(429),
    INTERNAL_ERROR(500),
    PROVIDER_ERROR(502),
    PROVIDER_UNAVAILABLE(503),
    GENERATION_TIMEOUT(504);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status of an answer with this code. */
    public int status() {
        return status;
    }
}
