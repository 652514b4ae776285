package dev.atrium.rest.generation;

import dev.atrium.credit.CreditLedger;
import dev.atrium.generation.Outcome;
import dev.atrium.generation.Telling;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers a request with the outcome of a generation, once there is one; no thread waits for it. */
@ApplicationScoped
public class WholeAnswers {

    private static final String CHARGED = "X-Credits-Charged";
    private static final String REMAINING = "X-Credits-Remaining";

    @Inject
    private CreditLedger ledger;

    /**
     * The answer to come, with what it cost in the headers.
     *
     * @param body makes the body of what was settled
     * @return fails with a {@link Refusal} when the generation fails
     */
    public CompletionStage<Response> of(Caller caller, Telling generation, Function<Outcome.Settled, Object> body) {
        return generation.outcome().thenApply(outcome -> {
            if (outcome instanceof Outcome.Failed failed) {
                throw failed.refusal();
            }
            Outcome.Settled settled = (Outcome.Settled) outcome;
            return charged(caller, Response.ok(body.apply(settled)), settled.credits());
        });
    }

    /** An answer with what it cost in the headers. */
    public Response charged(Caller caller, Response.ResponseBuilder answer, Credits credits) {
        Credits remaining = ledger.balance(caller.workspaceId()).available();
        return answer.header(CHARGED, credits).header(REMAINING, remaining).build();
    }
}
