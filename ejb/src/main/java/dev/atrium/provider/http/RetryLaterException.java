package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderException;

/**
 * The provider asks to wait longer than a user would, or was asked as often as is good: the call is not tried again here, though it may be
 * elsewhere.
 */
public final class RetryLaterException extends SlowDownException {

    private static final long serialVersionUID = 1L;

    RetryLaterException(ProviderException failure) {
        super(
                failure.kind(),
                failure.getMessage(),
                failure.status().isPresent() ? failure.status().getAsInt() : null,
                failure.requestId().orElse(null),
                failure.retryAfter().orElse(null),
                failure);
    }
}
