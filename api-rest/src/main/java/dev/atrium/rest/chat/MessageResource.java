package dev.atrium.rest.chat;

import dev.atrium.chat.Ask;
import dev.atrium.chat.ConversationService;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.generation.WireEvent;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The messages of a conversation, which form a tree: nothing that was said is lost by saying it differently. Whether an answer is streamed,
 * {@code StreamChoice} has decided.
 */
@Path("conversations/{id}/messages")
@Tag(name = "Conversations")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class MessageResource {

    private static final String ANSWER = "The answer: one document, or with `stream` its events as they come";
    private static final String CHANGE =
            "`content` is for a message of the user's own: it begins a branch beside it, which is answered, and"
                    + " shown from now on; the earlier one stays. `rating` is for an answer: 1 for up, -1 for down, 0 for neither."
                    + " What is streamed with `stream` is the answer.";
    private static final String REGENERATE =
            "Begins a branch beside the answer, with another one to the same question. The body may be empty.";
    private static final String CONTINUE =
            "Goes on with an answer that was cut at its limit, stopped, or broke off, in a message that follows it. The body may be empty.";

    @Inject
    private Caller caller;

    @Inject
    private ConversationService conversations;

    @Inject
    private ChatAnswers answers;

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Tag(name = "Generation")
    @Operation(summary = "Sends a message to a model in this conversation")
    @APIResponse(
            responseCode = "200",
            description = ANSWER,
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
    public void stream(
            @PathParam("id") UUID id, @Valid ChatRequest request, @Context SseEventSink sink, @Context Sse sse) {
        answers.stream(request.in(id), sink, sse);
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Tag(name = "Generation")
    @Operation(summary = "Sends a message to a model in this conversation")
    @APIResponseSchema(value = ChatAnswers.ChatAnswer.class, responseCode = "200")
    public CompletionStage<Response> whole(@PathParam("id") UUID id, @Valid ChatRequest request) {
        return answers.whole(request.in(id));
    }

    @PATCH
    @Path("{messageId}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Says a message in other words, or rates an answer", description = CHANGE)
    @APIResponse(responseCode = "200", description = ANSWER)
    public void streamChange(
            @PathParam("id") UUID id,
            @PathParam("messageId") UUID messageId,
            @Valid MessageChange request,
            @Context SseEventSink sink,
            @Context Sse sse) {
        if (request.rating() != null) {
            throw Refusal.invalid("stream", "must be absent or false: a rating is not answered by a model");
        }
        answers.stream(request, () -> request.command(id, messageId, true), sink, sse);
    }

    @PATCH
    @Path("{messageId}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Says a message in other words, or rates an answer", description = CHANGE)
    @APIResponseSchema(value = ChatAnswers.ChatAnswer.class, responseCode = "200")
    public CompletionStage<Response> change(
            @PathParam("id") UUID id, @PathParam("messageId") UUID messageId, @Valid MessageChange request) {
        if (request.rating() == null) {
            return answers.whole(request, () -> request.command(id, messageId, false));
        }
        if (request.content() != null) {
            throw Refusal.invalid("rating", "must be absent where the content is changed");
        }
        MessageAnswer rated = MessageAnswer.of(conversations.rate(caller, id, messageId, request.rating()));
        return CompletableFuture.completedFuture(Response.ok(rated).build());
    }

    @POST
    @Path("{messageId}/regenerate")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Tag(name = "Generation")
    @Operation(summary = "Asks for another answer to the same question", description = REGENERATE)
    @APIResponse(responseCode = "200", description = ANSWER)
    public void streamAgain(
            @PathParam("id") UUID id,
            @PathParam("messageId") UUID messageId,
            @Valid AnswerRequest request,
            @Context SseEventSink sink,
            @Context Sse sse) {
        answers.stream(request, () -> request.command(id, new Ask.Again(messageId), true), sink, sse);
    }

    @POST
    @Path("{messageId}/regenerate")
    @Produces(MediaType.APPLICATION_JSON)
    @Tag(name = "Generation")
    @Operation(summary = "Asks for another answer to the same question", description = REGENERATE)
    @APIResponseSchema(value = ChatAnswers.ChatAnswer.class, responseCode = "200")
    public CompletionStage<Response> again(
            @PathParam("id") UUID id, @PathParam("messageId") UUID messageId, @Valid AnswerRequest request) {
        return answers.whole(request, () -> request.command(id, new Ask.Again(messageId), false));
    }

    @POST
    @Path("{messageId}/continue")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Tag(name = "Generation")
    @Operation(summary = "Goes on with an answer that was cut", description = CONTINUE)
    @APIResponse(responseCode = "200", description = ANSWER)
    public void streamOnward(
            @PathParam("id") UUID id,
            @PathParam("messageId") UUID messageId,
            @Valid AnswerRequest request,
            @Context SseEventSink sink,
            @Context Sse sse) {
        answers.stream(request, () -> request.command(id, new Ask.Onward(messageId), true), sink, sse);
    }

    @POST
    @Path("{messageId}/continue")
    @Produces(MediaType.APPLICATION_JSON)
    @Tag(name = "Generation")
    @Operation(summary = "Goes on with an answer that was cut", description = CONTINUE)
    @APIResponseSchema(value = ChatAnswers.ChatAnswer.class, responseCode = "200")
    public CompletionStage<Response> onward(
            @PathParam("id") UUID id, @PathParam("messageId") UUID messageId, @Valid AnswerRequest request) {
        return answers.whole(request, () -> request.command(id, new Ask.Onward(messageId), false));
    }
}
