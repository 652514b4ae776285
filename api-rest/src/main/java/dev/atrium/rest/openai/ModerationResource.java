package dev.atrium.rest.openai;

import dev.atrium.generation.Telling;
import dev.atrium.moderation.VerdictService;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Judgement of texts. */
@Path("openai/v1/moderations")
@Tag(name = "OpenAI-compatible")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ModerationResource {

    @Inject
    private Caller caller;

    @Inject
    private VerdictService verdicts;

    @Inject
    private OnceOnly once;

    @Inject
    private WholeAnswers wholeAnswers;

    @POST
    @Operation(
            summary = "Judges texts by a provider's policy",
            description = "The categories have the provider's names. The texts are not kept.")
    @APIResponseSchema(value = Moderation.class, responseCode = "200")
    public CompletionStage<Response> judge(@Valid CreateModerationRequest request) {
        Telling generation = once.of(request, () -> verdicts.judge(caller, request.command()));
        return wholeAnswers.of(caller, generation, settled -> Moderation.of(generation.generationId(), settled));
    }
}
