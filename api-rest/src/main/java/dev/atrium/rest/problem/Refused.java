package dev.atrium.rest.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem as a request is answered with it, in the form that its asker knows.
 *
 * @param headers what the answer says beside the body
 */
record Refused(int status, String mediaType, Object body, Map<String, String> headers) {

    static Refused of(Problem problem, HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (problem.retryAfter() != null) {
            headers.put(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
        }
        if (!OpenAiError.isWanted(request)) {
            return new Refused(problem.status(), Problem.MEDIA_TYPE, problem, headers);
        }
        OpenAiError.retryable(problem).ifPresent(can -> headers.put("x-should-retry", can.toString()));
        return new Refused(OpenAiError.status(problem), MediaType.APPLICATION_JSON, OpenAiError.of(problem), headers);
    }
}
