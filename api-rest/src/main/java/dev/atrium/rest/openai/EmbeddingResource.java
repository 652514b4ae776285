package dev.atrium.rest.openai;

import dev.atrium.embedding.VectorService;
import dev.atrium.generation.Telling;
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

/** Vectors of texts. */
@Path("openai/v1/embeddings")
@Tag(name = "OpenAI-compatible")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EmbeddingResource {

    @Inject
    private Caller caller;

    @Inject
    private VectorService vectors;

    @Inject
    private OnceOnly once;

    @Inject
    private WholeAnswers wholeAnswers;

    @POST
    @Operation(summary = "Makes vectors of texts", description = "Neither the texts nor the vectors are kept.")
    @APIResponseSchema(value = EmbeddingList.class, responseCode = "200")
    public CompletionStage<Response> embed(@Valid CreateEmbeddingRequest request) {
        Telling generation = once.of(request, () -> vectors.embed(caller, request.command()));
        return wholeAnswers.of(caller, generation, settled -> EmbeddingList.of(settled, request.inBase64()));
    }
}
