package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TransientProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts a failed call into words. The sentence is Atrium's own: providers quote the prompt and parts of the key in theirs,
 * so of what they say only a bare code is let through.
 */
public final class Failure {

    private static final Set<Integer> TRANSIENT_STATUS = Set.of(408, 429, 500, 502, 503, 504, 529);
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,64}");

    private final String provider;
    private final Kind kind;
    private boolean isTransient;
    private Integer status;
    private String requestId;
    private Duration retryAfter;
    private String code;
    private Throwable cause;

    private Failure(String provider, Kind kind) {
        this.provider = provider;
        this.kind = kind;
    }

    /** A failure for which there was no answer, or none that counts. */
    public static Failure of(String provider, Kind kind) {
        return new Failure(provider, kind);
    }

    /**
     * A failure that an answer reports. It is transient if its kind and the status are; a failure inside an answer that
     * began well (2xx) has no status that says anything.
     */
    public static Failure of(AnswerHead head, Kind kind) {
        Failure failure = new Failure(head.provider(), kind);
        failure.isTransient = canPass(kind) && (head.isSuccess() || TRANSIENT_STATUS.contains(head.status()));
        failure.status = head.status();
        failure.retryAfter = head.retryAfter().orElse(null);
        return failure;
    }

    /**
     * A request that need not be sent, since the vendor cannot do what it asks for.
     *
     * @param vendor the vendor as people call it
     * @param limitation the rest of the sentence, which says what can be done about it
     */
    public static ProviderException unable(String vendor, String limitation) {
        return new ProviderException(Kind.BAD_REQUEST, vendor + " " + limitation);
    }

    /** What the status alone says about a failure. */
    public static Kind kindOf(int status) {
        return switch (status) {
            case 401, 403 -> Kind.INVALID_KEY;
            case 402 -> Kind.QUOTA;
            case 404 -> Kind.UNKNOWN_MODEL;
            case 408 -> Kind.TIMEOUT;
            case 413 -> Kind.CONTEXT_LENGTH;
            case 429 -> Kind.RATE_LIMITED;
            case 504 -> Kind.TIMEOUT;
            default -> status >= 500 ? Kind.UNAVAILABLE : status >= 400 ? Kind.BAD_REQUEST : Kind.PROTOCOL;
        };
    }

    /** Whether another try may cure it, where that is known better than the status tells. */
    public Failure isTransient(boolean value) {
        this.isTransient = value;
        return this;
    }

    /** The provider's id of the request; may be null. */
    public Failure requestId(String value) {
        this.requestId = value;
        return this;
    }

    /** How long the provider asks to wait, said in its own way; where there is none, what the usual headers say stays. */
    public Failure retryAfter(Optional<Duration> value) {
        value.ifPresent(wait -> this.retryAfter = wait);
        return this;
    }

    /** As {@link #retryAfter}, for ways that are less exact than the usual headers: it counts only where these say nothing. */
    public Failure elseRetryAfter(Optional<Duration> value) {
        return retryAfter == null ? retryAfter(value) : this;
    }

    /** The provider's code for the failure, such as {@code unsupported_parameter}; anything but a bare code is left out. */
    public Failure code(String value) {
        this.code = value != null && CODE.matcher(value).matches() ? value : null;
        return this;
    }

    public Failure cause(Throwable value) {
        this.cause = value;
        return this;
    }

    public ProviderException exception() {
        String message = provider + " " + sentence(kind) + (code == null ? "" : " (" + code + ")");
        if (!isTransient) {
            return new ProviderException(kind, message, status, requestId, retryAfter, cause);
        }
        return kind == Kind.RATE_LIMITED
                ? new SlowDownException(kind, message, status, requestId, retryAfter, cause)
                : new TransientProviderException(kind, message, status, requestId, retryAfter, cause);
    }

    private static boolean canPass(Kind kind) {
        return kind == Kind.RATE_LIMITED || kind == Kind.UNAVAILABLE || kind == Kind.TIMEOUT;
    }

    private static String sentence(Kind kind) {
        return switch (kind) {
            case INVALID_KEY -> "does not accept the API key";
            case QUOTA -> "reports that the account has no quota left";
            case RATE_LIMITED -> "asks to send fewer requests";
            case UNAVAILABLE -> "is not available";
            case TIMEOUT -> "did not answer in time";
            case CONTENT_POLICY -> "refuses this content by its policy";
            case CONTEXT_LENGTH -> "reports that the input is too long for the model";
            case UNKNOWN_MODEL -> "does not know the model";
            case BAD_REQUEST -> "finds the request wrong";
            case PROTOCOL -> "sent an answer that breaks its own format";
        };
    }
}
