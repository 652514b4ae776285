package dev.atrium.rest.problem;

import jakarta.ws.rs.ext.Provider;

/** Everything that no other mapper knows. */
@Provider
public class FailureMapper extends ProblemMapper<Throwable> {

    @Override
    Problem problem(Throwable exception) {
        return UnexpectedFailure.problem(exception);
    }
}
