package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.TransientProviderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;

/**
 * The request went out, and nobody knows what came of it: the provider may have made what was asked for, and bill it. It is not
 * asked again, though another one may be.
 */
public final class UnknownOutcomeException extends TransientProviderException {

    private static final long serialVersionUID = 1L;

    private UnknownOutcomeException(Kind kind, ProviderException failure) {
        super(kind, failure.getMessage(), null, null, null, failure.getCause());
    }

    /** The call, failing with this when it breaks after the connection stood and before there was an answer. */
    public static <T> Supplier<CompletionStage<T>> unless(
            ProviderEndpoint endpoint, Supplier<? extends CompletionStage<T>> call) {
        return () -> call.get().exceptionally(thrown -> {
            throw translate(endpoint, thrown);
        });
    }

    private static RuntimeException translate(ProviderEndpoint endpoint, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProviderException known) {
                return known;
            }
            if (cause instanceof IOException broken && !isUnsent(broken)) {
                Kind kind = broken instanceof SocketTimeoutException ? Kind.TIMEOUT : Kind.UNAVAILABLE;
                return new UnknownOutcomeException(
                        kind,
                        Failure.of(endpoint.provider(), kind).cause(thrown).exception());
            }
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }

    /** Whether the request cannot have reached the provider. */
    private static boolean isUnsent(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLHandshakeException
                || (failure instanceof SocketTimeoutException
                        && String.valueOf(failure.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("connect"));
    }
}
