package dev.atrium.rest.preset;

import dev.atrium.persistence.preset.Preset.Visibility;
import dev.atrium.persistence.preset.PresetFilter;
import dev.atrium.preset.PresetPrompt;
import dev.atrium.preset.PresetService;
import dev.atrium.preset.PresetView;
import dev.atrium.rest.PageAnswer;
import dev.atrium.rest.file.Disposition;
import dev.atrium.rest.text.Parameters;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The presets that the caller sees. */
@Path("presets")
@Tag(name = "Presets")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PresetResource {

    private static final String NO_NUL = "[^\\x00]*";

    @Inject
    private Caller caller;

    @Inject
    private PresetService presets;

    /** Values for the variables of a preset, by their names. */
    @Schema(example = """
        {"variables": {"language": "French", "text": "Good morning"}}\
        """)
    public record RenderRequest(Map<String, Object> variables) {}

    /** A prompt that a preset has made, and how the preset wants it to be answered. */
    public record RenderAnswer(String prompt, String system, String model, Parameters parameters) {

        static RenderAnswer of(PresetPrompt prompt) {
            return new RenderAnswer(
                    prompt.prompt(),
                    prompt.system().orElse(null),
                    prompt.model().orElse(null),
                    Parameters.of(prompt.parameters()));
        }
    }

    /** What was imported. */
    public record ImportAnswer(List<PresetAnswer> items) {}

    /**
     * The presets that the caller sees.
     *
     * @param category the name of a category
     * @param words words in name and description, or parts of words
     */
    @GET
    @Operation(
            summary = "The presets: one's own, those of the workspace, and those of the organisation",
            description = "`q` is looked for in name and description.")
    public PageAnswer<PresetAnswer> list(
            @QueryParam("category") @Pattern(regexp = NO_NUL, message = "must be the name of a category")
                    String category,
            @QueryParam("visibility") Visibility visibility,
            @QueryParam("q")
                    @Size(max = 200, message = "must have at most {max} characters")
                    @Pattern(regexp = NO_NUL, message = "must be words")
                    String words,
            @QueryParam("sort") @DefaultValue("name") PresetFilter.Sort sort,
            @QueryParam("offset") @DefaultValue("0") @Min(value = 0, message = "must be at least {value}") int offset,
            @QueryParam("limit")
                    @DefaultValue(PageAnswer.USUAL_LIMIT)
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        PresetService.Found found = presets.list(
                caller,
                new PresetFilter(given(category), Optional.ofNullable(visibility), given(words), List.of(), sort),
                offset,
                limit);
        return new PageAnswer<>(found.items().stream().map(PresetAnswer::of).toList(), found.total(), limit, offset);
    }

    /** An empty field of a search form is no condition. */
    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    @POST
    @Operation(
            summary = "Makes a preset",
            description =
                    "`name` and `template` must be given. Each `{{name}}` in the template must be one of the variables."
                            + " `organisation` is for administrators of the organisation.")
    @APIResponseSchema(value = PresetAnswer.class, responseCode = "201", responseDescription = "It is there")
    public Response create(@Valid PresetBody request, @Context UriInfo uri) {
        return created(presets.create(caller, request.draft()), uri);
    }

    private static Response created(PresetView view, UriInfo uri) {
        return Response.created(uri.getBaseUriBuilder()
                        .path(PresetResource.class)
                        .path(view.id().toString())
                        .build())
                .entity(PresetAnswer.of(view))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A preset")
    public PresetAnswer get(@PathParam("id") UUID id) {
        return PresetAnswer.of(presets.get(caller, id));
    }

    @PATCH
    @Path("{id}")
    @Operation(
            summary = "Changes a preset",
            description = "What is absent stays; an empty text takes category, icon, model or system prompt away."
                    + " For its owner, for administrators of its workspace, and for administrators.")
    public PresetAnswer change(@PathParam("id") UUID id, @Valid PresetBody request) {
        return PresetAnswer.of(presets.change(caller, id, request::changed));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Deletes a preset; what it was used for stays")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") UUID id) {
        presets.delete(caller, id);
    }

    @POST
    @Path("{id}/duplicate")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Makes a private copy of one's own")
    @APIResponseSchema(value = PresetAnswer.class, responseCode = "201", responseDescription = "It is there")
    public Response duplicate(@PathParam("id") UUID id, @Context UriInfo uri) {
        return created(presets.duplicate(caller, id), uri);
    }

    @POST
    @Path("{id}/render")
    @Operation(
            summary = "Makes a prompt of a preset, without sending it",
            description = "Values stand in the prompt as they are. What is wrong with them is told one by one.")
    public RenderAnswer render(@PathParam("id") UUID id, RenderRequest request) {
        Map<String, Object> values = request.variables() == null ? Map.of() : request.variables();
        return RenderAnswer.of(presets.render(caller, id, values));
    }

    /**
     * Presets as a file.
     *
     * @param ids only these
     */
    @GET
    @Path("export")
    @Operation(
            summary = "Presets as a file that can be imported",
            description = "Those that match, as in the list, or those with an `id` that is given; at most 200.")
    @APIResponseSchema(value = PresetFile.class, responseCode = "200")
    public Response export(
            @Parameter(description = "May be given several times")
                    @QueryParam("id")
                    @Size(max = PresetService.MOST_IN_FILE, message = "must be given at most {max} times")
                    List<UUID> ids,
            @QueryParam("category") @Pattern(regexp = NO_NUL, message = "must be the name of a category")
                    String category,
            @QueryParam("visibility") Visibility visibility) {
        PresetFilter filter = new PresetFilter(
                given(category), Optional.ofNullable(visibility), Optional.empty(), ids, PresetFilter.Sort.NAME);
        List<PresetBody> bodies = presets.list(caller, filter, 0, PresetService.MOST_IN_FILE).items().stream()
                .map(view -> PresetAnswer.of(view).body())
                .toList();
        return Response.ok(PresetFile.of(bodies))
                .header(HttpHeaders.CONTENT_DISPOSITION, Disposition.toSave("presets.json"))
                .build();
    }

    @POST
    @Path("import")
    @Operation(
            summary = "Makes private presets of a file",
            description = "All of them or none. A category that does not exist here is left out.")
    @APIResponseSchema(value = ImportAnswer.class, responseCode = "201", responseDescription = "They are there")
    public Response bringIn(@Valid PresetFile file) {
        List<PresetAnswer> made = presets.bringIn(caller, file.drafts()).stream()
                .map(PresetAnswer::of)
                .toList();
        return Response.status(Response.Status.CREATED)
                .entity(new ImportAnswer(made))
                .build();
    }
}
