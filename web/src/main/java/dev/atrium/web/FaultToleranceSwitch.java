package dev.atrium.web;

import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Turns fault tolerance on for the whole application. Payara Server looks for its annotations in the web module of an EAR only, and leaves
 * every retry and circuit breaker of the EJB module without effect, and without a word, when it finds none there.
 */
@Dependent
public class FaultToleranceSwitch {

    /** Called by nobody: being annotated is all that it is for. */
    @Retry(maxRetries = 0)
    public void on() {}
}
