package dev.atrium.rest.problem;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** What the services refuse. */
@Provider
public class RefusalMapper extends ProblemMapper<Refusal> {

    @Override
    Problem problem(Refusal refusal) {
        return Problem.of(refusal);
    }

    @Override
    void addHeaders(Response.ResponseBuilder response, Refusal refusal) {
        if (refusal.code() == ErrorCode.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"atrium\"");
        }
    }
}
