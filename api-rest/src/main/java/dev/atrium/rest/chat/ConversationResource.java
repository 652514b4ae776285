package dev.atrium.rest.chat;

import dev.atrium.chat.ConversationExport;
import dev.atrium.chat.ConversationService;
import dev.atrium.chat.ConversationService.Change;
import dev.atrium.chat.ConversationService.Draft;
import dev.atrium.chat.ConversationService.Range;
import dev.atrium.chat.ConversationView;
import dev.atrium.chat.Page;
import dev.atrium.persistence.conversation.ConversationFilter;
import dev.atrium.rest.PageAnswer;
import dev.atrium.rest.file.Disposition;
import dev.atrium.rest.json.RecordReader;
import dev.atrium.rest.text.Parameters;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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

    private static final String NO_NUL = "[^\\x00]*";

    @Inject
    private Caller caller;

    @Inject
    private ConversationService conversations;

    @Inject
    private ConversationExport exports;

    @Inject
    private ImportLimit limits;

    @Inject
    private Validator validator;

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
            String system,
            @Valid Parameters parameters,
            List<String> tags) {

        Draft draft() {
            return new Draft(
                    Optional.ofNullable(title),
                    Optional.ofNullable(model),
                    Optional.ofNullable(provider),
                    Optional.ofNullable(system),
                    Optional.ofNullable(parameters).map(Parameters::options),
                    Optional.ofNullable(tags));
        }
    }

    /**
     * What to change; what is absent stays as it is. An empty system prompt is none.
     *
     * @param parameters how it is answered from now on, all of them: what is absent in here is left to the model
     * @param shared whether the other members of the workspace can read it
     * @param tags all that it has from now on
     * @param headId a message of the branch to show; of those that go through it the newest is shown
     */
    @Schema(example = """
        {"title": "Quantum computing", "pinned": true, "tags": ["physics"]}\
        """)
    public record ConversationChange(
            @Size(min = 1, max = 200, message = "must have {min} to {max} characters")
            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String title,

            @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String model,

            String provider,
            String system,
            @Valid Parameters parameters,
            Boolean pinned,
            Boolean archived,
            Boolean shared,
            List<String> tags,
            UUID headId) {

        Change change() {
            return new Change(
                    Optional.ofNullable(title),
                    Optional.ofNullable(model),
                    Optional.ofNullable(provider),
                    Optional.ofNullable(system),
                    Optional.ofNullable(parameters).map(Parameters::options),
                    Optional.ofNullable(pinned),
                    Optional.ofNullable(archived),
                    Optional.ofNullable(shared),
                    Optional.ofNullable(tags),
                    Optional.ofNullable(headId));
        }
    }

    /**
     * Some of the caller's conversations, or of those that others share.
     *
     * @param words in the title or a message; the last may be the beginning of a word
     * @param model the one that was asked last
     * @param scope {@code own}, or {@code shared} for what other members share
     */
    @GET
    @Operation(
            summary = "The conversations, the one written to last first",
            description =
                    "`q` looks through titles and messages, its last word being the beginning of one; `scope=shared` lists what other"
                            + " members of the workspace share. Archived ones are left out unless `archived` says otherwise.")
    public PageAnswer<ConversationAnswer> list(
            @QueryParam("q")
                    @Size(max = 200, message = "must have at most {max} characters")
                    @Pattern(regexp = NO_NUL, message = "must be words")
                    String words,
            @QueryParam("model") @Pattern(regexp = NO_NUL, message = "must be the id of a model") String model,
            @QueryParam("tag") @Pattern(regexp = NO_NUL, message = "must be a tag") String tag,
            @QueryParam("pinned") Boolean pinned,
            @Parameter(description = "`any` for those that are archived and those that are not", example = "false")
                    @QueryParam("archived")
                    @DefaultValue("false")
                    @Pattern(regexp = "true|false|any", message = "must be true, false or any")
                    String archived,
            @QueryParam("scope") @DefaultValue("own") ConversationFilter.Scope scope,
            @QueryParam("sort") @DefaultValue("updated") ConversationFilter.Sort sort,
            @QueryParam("order") @DefaultValue("desc") @Pattern(regexp = "asc|desc", message = "must be asc or desc")
                    String order,
            @QueryParam("offset") @DefaultValue("0") @Min(value = 0, message = "must be at least {value}") int offset,
            @QueryParam("limit")
                    @DefaultValue(PageAnswer.USUAL_LIMIT)
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        ConversationFilter filter = new ConversationFilter(
                scope,
                given(words),
                given(model),
                given(tag),
                Optional.ofNullable(pinned),
                archived.equals("any") ? Optional.empty() : Optional.of(archived.equals("true")),
                sort,
                order.equals("desc"));
        Page<ConversationView> page = conversations.list(caller, filter, offset, limit);
        List<ConversationAnswer> items =
                page.items().stream().map(ConversationAnswer::of).toList();
        return new PageAnswer<>(items, page.total(), page.limit(), page.offset());
    }

    /** An empty field of a search form is no condition. */
    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    /** The tags, each with the number of conversations that have it. */
    public record TagList(List<TagAnswer> items) {}

    public record TagAnswer(String tag, long conversations) {}

    @GET
    @Path("tags")
    @Operation(summary = "The tags of the caller's conversations, the most frequent first")
    public TagList tags() {
        return new TagList(conversations.tags(caller).stream()
                .map(found -> new TagAnswer(found.tag(), found.conversations()))
                .toList());
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
     * @param branch whether only messages of the branch that is shown are wanted
     * @param before the id of a message; only messages that come before it
     */
    @GET
    @Path("{id}")
    @Operation(
            summary = "A conversation with its last messages",
            description =
                    "Of all branches in the order in which they were said, or with `branch=true` of the one that is shown."
                            + " `before` is the id of a message: only those that come before it.")
    public ConversationAnswer get(
            @PathParam("id") UUID id,
            @QueryParam("branch") @DefaultValue("false") boolean branch,
            @QueryParam("before") UUID before,
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        ConversationView conversation = conversations.get(caller, id);
        List<MessageAnswer> messages =
                conversations
                        .messages(caller, id, branch ? Range.BRANCH : Range.ALL, Optional.ofNullable(before), limit)
                        .stream()
                        .map(MessageAnswer::of)
                        .toList();
        return ConversationAnswer.of(conversation, messages);
    }

    @PATCH
    @Path("{id}")
    @Operation(
            summary =
                    "Renames, pins, archives, tags, shares or instructs a conversation, or shows another of its branches",
            description = "What is absent stays. `headId` is a message of the branch to show.")
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

    @GET
    @Path("{id}/export")
    @Produces({MediaType.APPLICATION_JSON, "text/markdown"})
    @Operation(
            summary = "A conversation as a file",
            description =
                    "`json` has all branches and can be imported again; `md` has the branch that is shown, to be read.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ConversationFile.class)),
                @Content(mediaType = "text/markdown", schema = @Schema(implementation = String.class))
            })
    public Response export(
            @PathParam("id") UUID id,
            @QueryParam("format") @DefaultValue("json") @Pattern(regexp = "json|md", message = "must be json or md")
                    String format) {
        ConversationView conversation = conversations.get(caller, id);
        boolean json = format.equals("json");
        StreamingOutput body = out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            if (json) {
                exports.json(caller, conversation, writer);
            } else {
                exports.markdown(caller, conversation, writer);
            }
            writer.flush();
        };
        return Response.ok(body, json ? MediaType.APPLICATION_JSON : "text/markdown;charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        Disposition.toSave(
                                conversation.title().replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_") + "." + format))
                .build();
    }

    /** Takes a larger body than others, which is why it is read here: a long conversation is a large file. */
    @POST
    @Path("import")
    @Operation(
            summary = "Makes a conversation of an exported one",
            description =
                    "All of it or nothing. Its messages get new ids, cost nothing, and are without the files that were sent with them.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ConversationFile.class)))
    @APIResponseSchema(value = ConversationAnswer.class, responseCode = "201", responseDescription = "It is there")
    public Response bringIn(InputStream body, @Context UriInfo uri) {
        ConversationFile file = RecordReader.read(ConversationFile.class, limits.read(body));
        Set<ConstraintViolation<ConversationFile>> violations = validator.validate(file);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        ConversationView created = conversations.bringIn(caller, file.conversation());
        return Response.created(uri.getBaseUriBuilder()
                        .path("conversations")
                        .path(created.id().toString())
                        .build())
                .entity(ConversationAnswer.of(created))
                .build();
    }
}
