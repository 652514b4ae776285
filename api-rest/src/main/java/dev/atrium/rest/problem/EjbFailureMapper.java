package dev.atrium.rest.problem;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.ext.Provider;

/** A failure that the EJB container wrapped. Servers bring a mapper of their own for these, which only one this near replaces. */
@Provider
public class EjbFailureMapper extends ProblemMapper<EJBException> {

    @Override
    Problem problem(EJBException exception) {
        return UnexpectedFailure.problem(exception);
    }
}
