package dev.atrium.rest.openai;

import dev.atrium.generation.RunningGeneration;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import dev.atrium.text.CompletionService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Completions of prompts, by models of any provider. */
@Path("openai/v1/completions")
@Tag(name = "OpenAI-compatible")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class TextCompletionResource {

    @Inject
    private Caller caller;

    @Inject
    private HttpServletRequest servletRequest;

    @Inject
    private CompletionService completions;

    @Inject
    private OnceOnly once;

    @Inject
    private ChunkStreams streams;

    @Inject
    private WholeAnswers wholeAnswers;

    @POST
    @Operation(summary = "Completes prompts")
    @APIResponse(
            responseCode = "200",
            description = "The completions: one document, or with `stream` pieces of the same shape as they come",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = TextCompletion.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = TextCompletion.class))
            })
    public CompletionStage<Response> complete(@Valid CreateCompletionRequest request) {
        List<Supplier<RunningGeneration>> orders = request.completions().stream()
                .<Supplier<RunningGeneration>>map(completion -> () -> completions.complete(caller, completion))
                .toList();
        Choices choices = Choices.begin(once, servletRequest, request, orders);
        if (request.streamed()) {
            return streams.answer(choices, new TextCompletion.Writing(choices, request.usageWanted()));
        }
        return choices.outcomes()
                .thenApply(settled -> wholeAnswers.charged(
                        caller,
                        Response.ok(TextCompletion.of(choices, settled), MediaType.APPLICATION_JSON_TYPE),
                        Choices.credits(settled)));
    }
}
