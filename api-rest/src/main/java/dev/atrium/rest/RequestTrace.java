package dev.atrium.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which a request is found again.
 *
 * @param requestId the client's own {@code X-Request-Id} when it sent a sane one, else a new one
 * @param traceId the trace of the W3C header {@code traceparent} that the request belongs to, else a new one: 32 hexadecimal digits
 */
public record RequestTrace(String requestId, String traceId) {

    /** The header of requests and answers that carries the request's id. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final String ATTRIBUTE = RequestTrace.class.getName();
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** Trace Context, section 3.2: version, trace id, parent id, flags. */
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-.*");

    /** The trace of a request; the same one whenever it is asked for. */
    public static RequestTrace of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestTrace known) {
            return known;
        }
        RequestTrace trace =
                new RequestTrace(requestId(request.getHeader(REQUEST_ID)), traceId(request.getHeader("traceparent")));
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }

    private static String requestId(String header) {
        return header != null && SANE_ID.matcher(header).matches()
                ? header
                : UUID.randomUUID().toString();
    }

    private static String traceId(String header) {
        Matcher parent = TRACE_PARENT.matcher(header == null ? "" : header);
        return parent.matches() ? parent.group(1) : UUID.randomUUID().toString().replace("-", "");
    }
}
