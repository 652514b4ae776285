package dev.atrium.provider.http;

import dev.atrium.provider.api.TransientProviderException;
import java.time.Duration;

/**
 * The provider is well, and wants fewer requests of this caller. Circuit breakers pass over it: they guard everybody's calls,
 * which the limit of one key does not concern.
 */
public class SlowDownException extends TransientProviderException {

    private static final long serialVersionUID = 1L;

    SlowDownException(
            Kind kind, String message, Integer status, String requestId, Duration retryAfter, Throwable cause) {
        super(kind, message, status, requestId, retryAfter, cause);
    }
}
