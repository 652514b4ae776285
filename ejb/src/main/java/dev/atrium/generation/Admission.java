package dev.atrium.generation;

import dev.atrium.limit.CurrentLimit;
import dev.atrium.limit.Limits;
import dev.atrium.limit.RateLimiter;
import dev.atrium.limit.Ticket;
import dev.atrium.security.Caller;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** The first stop of the pipeline: counts a generation before anything is stored or reserved for it. */
@Admitted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class Admission {

    @Inject
    private Limits limits;

    @Inject
    private RateLimiter limiter;

    @Inject
    private CurrentLimit current;

    @AroundInvoke
    Object admit(InvocationContext call) throws Exception {
        Caller caller = (Caller) call.getParameters()[0];
        String service = call.getMethod().getAnnotation(Admitted.class).value().name();
        Ticket ticket = limiter.admit(limits.generation(caller.userId(), caller.workspaceId(), service), current::note);
        try {
            RunningGeneration generation = (RunningGeneration) call.proceed();
            generation.outcome().whenComplete((outcome, failure) -> ticket.giveBackLeases());
            return generation;
        } catch (Exception e) {
            ticket.giveBack();
            throw e;
        }
    }
}
