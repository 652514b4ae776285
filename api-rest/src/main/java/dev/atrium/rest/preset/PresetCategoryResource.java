package dev.atrium.rest.preset;

import dev.atrium.preset.PresetCategories;
import dev.atrium.preset.PresetCategories.Category;
import dev.atrium.preset.PresetCategories.Draft;
import dev.atrium.rest.security.ForAdmins;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What presets are sorted by: for everyone to see, for administrators of the organisation to change. */
@Path("preset-categories")
@Tag(name = "Presets")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PresetCategoryResource {

    @Inject
    private Caller caller;

    @Inject
    private PresetCategories categories;

    /** What a category is to be, or in a change what of it is to be different. */
    @Schema(example = """
        {"name": "Writing", "icon": "pencil", "position": 1}\
        """)
    public record CategoryBody(
            String name,

            @Size(max = 100, message = "must have at most {max} characters")
            String icon,

            @Min(value = 0, message = "must be at least {value}")
            @Max(value = 1_000_000, message = "must be at most {value}")
            Integer position) {

        Draft draft() {
            return new Draft(Optional.ofNullable(name), Optional.ofNullable(icon), Optional.ofNullable(position));
        }
    }

    /** A category. */
    public record CategoryAnswer(UUID id, String name, String icon, int position) {

        static CategoryAnswer of(Category category) {
            return new CategoryAnswer(
                    category.id(), category.name(), category.icon().orElse(null), category.position());
        }
    }

    /** All categories. */
    public record CategoryList(List<CategoryAnswer> items) {}

    @GET
    @Operation(summary = "The categories in their order")
    public CategoryList list() {
        return new CategoryList(
                categories.list().stream().map(CategoryAnswer::of).toList());
    }

    @POST
    @ForAdmins
    @Operation(summary = "Makes a category, for administrators")
    @APIResponseSchema(value = CategoryAnswer.class, responseCode = "201", responseDescription = "It is there")
    public Response create(@Valid CategoryBody request, @Context UriInfo uri) {
        Category created = categories.create(caller, request.draft());
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(created.id().toString())
                        .build())
                .entity(CategoryAnswer.of(created))
                .build();
    }

    @PATCH
    @Path("{id}")
    @ForAdmins
    @Operation(summary = "Changes a category, for administrators; what is absent stays")
    public CategoryAnswer change(@PathParam("id") UUID id, @Valid CategoryBody request) {
        return CategoryAnswer.of(categories.change(caller, id, request.draft()));
    }

    @DELETE
    @Path("{id}")
    @ForAdmins
    @Operation(summary = "Deletes a category, for administrators; its presets stay")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") UUID id) {
        categories.delete(caller, id);
    }
}
