package dev.atrium.rest.problem;

import dev.atrium.refusal.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Makes a problem document of one kind of exception. Subclasses say which problem it is; answering and logging it is done here, for
 * all of them alike.
 */
abstract class ProblemMapper<E extends Throwable> implements ExceptionMapper<E> {

    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    @Context
    private HttpServletRequest request;

    @Override
    public final Response toResponse(E exception) {
        Problem problem = problem(exception).at(request);
        log(problem, exception);
        Refused refused = Refused.of(problem, request);
        Response.ResponseBuilder response =
                Response.status(refused.status()).type(refused.mediaType()).entity(refused.body());
        refused.headers().forEach(response::header);
        addHeaders(response, exception);
        return response.build();
    }

    abstract Problem problem(E exception);

    /** Adds what the status demands beyond the document. */
    void addHeaders(Response.ResponseBuilder response, E exception) {}

    /**
     * A fault of ours is for who runs the server, with all that is known. What a provider did wrong was logged where it was called, with
     * the provider's own id of the request; that, as a client's mistake, is noted here.
     */
    private void log(Problem problem, E exception) {
        String line = request.getMethod() + " " + problem.instance() + ": " + problem.status() + " " + problem.code()
                + ", trace " + problem.traceId();
        if (problem.code() == ErrorCode.INTERNAL_ERROR) {
            LOG.log(Level.ERROR, line, exception);
        } else {
            LOG.log(Level.DEBUG, () -> line + ": " + problem.detail());
        }
    }
}
