package dev.atrium.provider.api;

import java.time.Duration;

/** A failure that another try may cure: 408, 429 (but not an empty account), 500, 502, 503, 504, 529, a broken connection. */
public class TransientProviderException extends ProviderException {

    public TransientProviderException(
            Kind kind, String message, Integer status, String requestId, Duration retryAfter, Throwable cause) {
        super(kind, message, status, requestId, retryAfter, cause);
    }

    public TransientProviderException(Kind kind, String message) {
        super(kind, message);
    }
}
