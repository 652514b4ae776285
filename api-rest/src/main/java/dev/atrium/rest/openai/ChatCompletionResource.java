package dev.atrium.rest.openai;

import dev.atrium.generation.RunningGeneration;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import dev.atrium.text.CompletionService;
import dev.atrium.text.CompletionService.Completion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Conversations that are answered, by models of any provider. */
@Path("openai/v1/chat/completions")
@Tag(name = "OpenAI-compatible")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class ChatCompletionResource {

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
    @Operation(
            summary = "Answers a conversation",
            description =
                    "With `stream` in chunks; a client that goes away then stops the answer. Members of the body that Atrium"
                            + " does not know are passed on to providers that speak OpenAI's format.")
    @APIResponse(
            responseCode = "200",
            description = "The answer: one document, or with `stream` chunks as they come",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatCompletion.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = ChatCompletionChunk.class))
            })
    public CompletionStage<Response> complete(@Valid CreateChatCompletionRequest request) {
        Completion completion = request.completion();
        Supplier<RunningGeneration> order = () -> completions.complete(caller, completion);
        Choices choices = Choices.begin(once, servletRequest, request, Collections.nCopies(request.choices(), order));
        if (request.streamed()) {
            return streams.answer(choices, new ChatCompletionChunk.Writing(choices, request.usageWanted()));
        }
        return choices.outcomes()
                .thenApply(settled -> wholeAnswers.charged(
                        caller,
                        Response.ok(ChatCompletion.of(choices, settled), MediaType.APPLICATION_JSON_TYPE),
                        Choices.credits(settled)));
    }
}
