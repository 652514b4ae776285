package dev.atrium.rest.chat;

import dev.atrium.rest.generation.WireEvent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Chat in a conversation that may begin with it. Whether the answer is streamed, {@code StreamChoice} has decided. */
@Path("ai/chat")
@Tag(name = "Generation")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {

    @Inject
    private ChatAnswers answers;

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Sends a message to a model, in a conversation that may begin with it")
    @APIResponse(
            responseCode = "200",
            description = "The answer: one document, or with `stream` its events as they come",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema =
                                    @Schema(
                                            oneOf = {
                                                WireEvent.Start.class,
                                                WireEvent.Piece.class,
                                                WireEvent.Done.class,
                                                WireEvent.Failure.class
                                            }),
                            example = WireEvent.EXAMPLE))
    public void stream(@Valid ChatRequest request, @Context SseEventSink sink, @Context Sse sse) {
        answers.stream(request, sink, sse);
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sends a message to a model, in a conversation that may begin with it")
    @APIResponseSchema(value = ChatAnswers.ChatAnswer.class, responseCode = "200")
    public CompletionStage<Response> whole(@Valid ChatRequest request) {
        return answers.whole(request);
    }
}
