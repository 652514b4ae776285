package dev.atrium.rest.chat;

import dev.atrium.chat.ConversationService;
import dev.atrium.chat.ConversationService.Change;
import dev.atrium.chat.ConversationService.Draft;
import dev.atrium.chat.ConversationView;
import dev.atrium.chat.Page;
import dev.atrium.rest.PageAnswer;
import dev.atrium.rest.generation.WireEvent;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's conversations. */
@Path("conversations")
@Tag(name = "Conversations")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConversationResource {

    @Inject
    private Caller caller;

    @Inject
    private ConversationService conversations;

    @Inject
    private ChatAnswers answers;

    /** What a new conversation begins with; all of it may be absent. */
    @Schema(example = """
        {"title": "Quantum computing", "model": "gpt-4o", "system": "Answer briefly."}\
        """)
    public record NewConversation(
            @Size(min = 1, max = 200, message = "must have {min} to {max} characters")
            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String title,

            String model,
            String provider,
            String system) {

        Draft draft() {
            return new Draft(
                    Optional.ofNullable(title),
                    Optional.ofNullable(model),
                    Optional.ofNullable(provider),
                    Optional.ofNullable(system));
        }
    }

    /** What to change; what is absent stays as it is. An empty system prompt is none. */
    @Schema(example = """
        {"title": "Quantum computing", "pinned": true}\
        """)
    public record ConversationChange(
            @Size(min = 1, max = 200, message = "must have {min} to {max} characters")
            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String title,

            String system,
            Boolean pinned,
            Boolean archived) {

        Change change() {
            return new Change(
                    Optional.ofNullable(title),
                    Optional.ofNullable(system),
                    Optional.ofNullable(pinned),
                    Optional.ofNullable(archived));
        }
    }

    @GET
    @Operation(summary = "The conversations, the one written to last first")
    public PageAnswer<ConversationAnswer> list(
            @QueryParam("archived") @DefaultValue("false") boolean archived,
            @QueryParam("offset") @DefaultValue("0") @Min(value = 0, message = "must be at least {value}") int offset,
            @QueryParam("limit")
                    @DefaultValue(PageAnswer.USUAL_LIMIT)
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        Page<ConversationView> page = conversations.list(caller, archived, offset, limit);
        List<ConversationAnswer> items =
                page.items().stream().map(ConversationAnswer::of).toList();
        return new PageAnswer<>(items, page.total(), page.limit(), page.offset());
    }

    @POST
    @Operation(summary = "Begins an empty conversation")
    @APIResponseSchema(value = ConversationAnswer.class, responseCode = "201", responseDescription = "It has begun")
    public Response create(@Valid NewConversation request, @Context UriInfo uri) {
        ConversationView created = conversations.create(caller, request.draft());
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(created.id().toString())
                        .build())
                .entity(ConversationAnswer.of(created))
                .build();
    }

    /**
     * A conversation with its last messages.
     *
     * @param before the id of a message; only messages that come before it
     */
    @GET
    @Path("{id}")
    @Operation(
            summary = "A conversation with its last messages",
            description = "`before` is the id of a message: only those that come before it.")
    public ConversationAnswer get(
            @PathParam("id") UUID id,
            @QueryParam("before") UUID before,
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        ConversationView conversation = conversations.get(caller, id);
        OptionalInt number = before == null
                ? OptionalInt.empty()
                : OptionalInt.of(conversations.message(caller, id, before).number());
        List<MessageAnswer> messages = conversations.messages(caller, id, number, limit).stream()
                .map(MessageAnswer::of)
                .toList();
        return ConversationAnswer.of(conversation, messages);
    }

    @PATCH
    @Path("{id}")
    @Operation(summary = "Renames, pins, archives or instructs a conversation")
    public ConversationAnswer change(@PathParam("id") UUID id, @Valid ConversationChange request) {
        return ConversationAnswer.of(conversations.change(caller, id, request.change()));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Deletes a conversation with its messages")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") UUID id) {
        conversations.delete(caller, id);
    }

    @POST
    @Path("{id}/messages")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Tag(name = "Generation")
    @Operation(summary = "Sends a message to a model in this conversation")
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
    public void stream(
            @PathParam("id") UUID id, @Valid ChatRequest request, @Context SseEventSink sink, @Context Sse sse) {
        answers.stream(request.in(id), sink, sse);
    }

    @POST
    @Path("{id}/messages")
    @Tag(name = "Generation")
    @Operation(summary = "Sends a message to a model in this conversation")
    @APIResponseSchema(value = ChatAnswers.ChatAnswer.class, responseCode = "200")
    public CompletionStage<Response> whole(@PathParam("id") UUID id, @Valid ChatRequest request) {
        return answers.whole(request.in(id));
    }
}
