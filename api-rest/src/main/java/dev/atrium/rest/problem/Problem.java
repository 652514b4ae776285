package dev.atrium.rest.problem;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.RequestTrace;
import dev.atrium.rest.json.JsonFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem document of RFC 9457. A member that is null is not written.
 *
 * @param code the stable name of what went wrong
 * @param instance the address that was asked
 * @param traceId what the log knows this under
 * @param errors what is wrong field by field; null unless fields are
 * @param retryAfter seconds until the same request can pass
 * @param limit the name of the limit that was hit
 */
@Schema(example = """
    {"type": "about:blank", "title": "Payment Required", "status": 402, "code": "INSUFFICIENT_CREDITS",
     "detail": "This needs up to 1.2 credits and the workspace has 0.4 left.", "instance": "/api/ai/chat",
     "traceId": "4bf92f3577b34da6a3ce929d0e0e4736"}\
    """)
public record Problem(
        String type,
        String title,
        int status,
        ErrorCode code,
        String detail,
        String instance,
        String traceId,
        List<FieldError> errors,
        Long retryAfter,
        String limit) {

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Titles by status, as registered with IANA: RFC 9457 asks for them where the type is {@code about:blank}. */
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(402, "Payment Required"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(416, "Range Not Satisfiable"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    public static Problem of(Refusal refusal) {
        return new Problem(
                refusal.code().status(),
                refusal.code(),
                refusal.detail(),
                refusal.errors().isEmpty() ? null : refusal.errors(),
                refusal.retryAfter().map(Problem::wholeSeconds).orElse(null),
                refusal.limit().orElse(null));
    }

    /** What a failure is that nobody foresaw, or that the container wrapped. */
    public static Problem ofFailure(Throwable failure) {
        return UnexpectedFailure.problem(failure);
    }

    /** Something went wrong here that is nobody's business but the log's. */
    public static Problem internal() {
        return of(500, ErrorCode.INTERNAL_ERROR, "Something went wrong here. The log has it under the trace id.");
    }

    /** A part was asked for of something that ends before it. */
    public static Problem unsatisfiable(long bytes) {
        return of(416, ErrorCode.INVALID_REQUEST, "The range begins after the end: there are " + bytes + " bytes.");
    }

    /** @param status where it is another than the code's own */
    static Problem of(int status, ErrorCode code, String detail) {
        return new Problem(status, code, detail, null, null, null);
    }

    private Problem(int status, ErrorCode code, String detail, List<FieldError> errors, Long retryAfter, String limit) {
        this(
                "about:blank",
                TITLES.getOrDefault(status, "Error"),
                status,
                code,
                detail,
                null,
                null,
                errors,
                retryAfter,
                limit);
    }

    /** The same problem, of this request. */
    public Problem at(HttpServletRequest request) {
        String trace = RequestTrace.of(request).traceId();
        return new Problem(
                type, title, status, code, detail, request.getRequestURI(), trace, errors, retryAfter, limit);
    }

    /** Answers a request with this problem where JAX-RS is not yet, or no more, at work. */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Refused refused = Refused.of(at(request), request);
        response.setStatus(refused.status());
        response.setContentType(refused.mediaType());
        response.setCharacterEncoding("UTF-8");
        refused.headers().forEach(response::setHeader);
        response.getWriter().write(JsonFormat.jsonb().toJson(refused.body()));
    }

    /** Rounded up: a client that waits as long as it is told must not come too early. */
    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
