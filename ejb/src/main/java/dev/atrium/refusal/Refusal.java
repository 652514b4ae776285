package dev.atrium.refusal;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request was understood and is not carried out. The detail is a sentence for the person who asked: it names what to
 * change, and holds no secret and nothing of another workspace.
 *
 * <p>It rolls the running transaction back and reaches the caller of an EJB as it is, unwrapped.
 */
@ApplicationException(rollback = true)
public class Refusal extends RuntimeException {

    private final ErrorCode code;
    private final List<FieldError> errors;
    private final Duration retryAfter;
    private final String limit;

    private Refusal(
            ErrorCode code,
            String detail,
            List<FieldError> errors,
            Duration retryAfter,
            String limit,
            Throwable cause) {
        super(Objects.requireNonNull(detail, "detail"), cause);
        this.code = Objects.requireNonNull(code, "code");
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
        this.limit = limit;
    }

    public Refusal(ErrorCode code, String detail) {
        this(code, detail, List.of(), null, null, null);
    }

    /** @param cause what made this impossible; it is logged, never shown */
    public Refusal(ErrorCode code, String detail, Throwable cause) {
        this(code, detail, List.of(), null, null, cause);
    }

    /** One field of the request is wrong. */
    public static Refusal invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** Fields of the request are wrong; there is at least one. */
    public static Refusal invalid(List<FieldError> errors) {
        FieldError first = errors.get(0);
        return new Refusal(
                ErrorCode.INVALID_REQUEST, first.field() + " " + first.message() + ".", errors, null, null, null);
    }

    /** @param noun what was looked for, such as "conversation" */
    public static Refusal notFound(String noun) {
        return new Refusal(ErrorCode.NOT_FOUND, "There is no such " + noun + ".");
    }

    /**
     * A limit is used up for now.
     *
     * @param code {@link ErrorCode#RATE_LIMIT_EXCEEDED} or {@link ErrorCode#QUOTA_EXCEEDED}
     * @param limit the name of the limit, such as {@code user-text-per-minute}
     * @param retryAfter how long to wait until the same request can pass
     */
    public static Refusal limited(ErrorCode code, String limit, Duration retryAfter, String detail) {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(retryAfter, "retryAfter");
        return new Refusal(code, detail, List.of(), retryAfter, limit, null);
    }

    /**
     * The same request can pass when something else has ended.
     *
     * @param retryAfter when to try again
     */
    public static Refusal later(ErrorCode code, Duration retryAfter, String detail) {
        Objects.requireNonNull(retryAfter, "retryAfter");
        return new Refusal(code, detail, List.of(), retryAfter, null, null);
    }

    public ErrorCode code() {
        return code;
    }

    /** What to tell the person who asked. */
    public String detail() {
        return getMessage();
    }

    /** What is wrong field by field; empty where the refusal is not about fields. */
    public List<FieldError> errors() {
        return errors;
    }

    /** How long to wait before the same request can pass; empty where waiting does not help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The name of the limit that was hit. */
    public Optional<String> limit() {
        return Optional.ofNullable(limit);
    }
}
