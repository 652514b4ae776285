package dev.atrium.rest.problem;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** What JAX-RS itself refuses: no such address, method, media type. */
@Provider
public class HttpErrorMapper extends ProblemMapper<WebApplicationException> {

    @Override
    Problem problem(WebApplicationException exception) {
        if (exception.getCause() instanceof Refusal refusal) {
            return Problem.of(refusal);
        }
        int status = exception.getResponse().getStatus();
        if (status >= 500) {
            return Problem.internal();
        }
        return Problem.of(status, code(status), detail(status, exception));
    }

    @Override
    void addHeaders(Response.ResponseBuilder response, WebApplicationException exception) {
        String allowed = exception.getResponse().getHeaderString(HttpHeaders.ALLOW);
        if (allowed != null) {
            response.header(HttpHeaders.ALLOW, allowed);
        }
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404, 410 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            default -> ErrorCode.INVALID_REQUEST;
        };
    }

    private static String detail(int status, WebApplicationException exception) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take this method; the header Allow says which it takes.";
            case 406 -> "This address cannot answer in any media type that the header Accept names.";
            case 415 -> "This address does not take a body of this media type; most take application/json.";
            default -> exception.getMessage();
        };
    }
}
