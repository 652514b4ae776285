package dev.atrium.rest.model;

import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelList;
import dev.atrium.provider.ModelRegistry;
import dev.atrium.provider.ModelView;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that can be asked. */
@Path("ai/models")
@Tag(name = "Models")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

    /** Clients may keep the list, but ask each time whether it still holds: a change of price is seen at once. */
    private static final String REVALIDATE = "private, no-cache";

    @Inject
    private Caller caller;

    @Inject
    private ModelRegistry models;

    @Inject
    private StudioModels studio;

    /**
     * The models, by provider and name.
     *
     * @param preferred the model to offer to people who have not chosen one
     */
    public record ModelListAnswer(List<ModelAnswer> items, Optional<String> preferred) {}

    @GET
    @Operation(summary = "The models, with what they can do and cost")
    @APIResponseSchema(value = ModelListAnswer.class, responseCode = "200", responseDescription = "The models")
    @APIResponse(responseCode = "304", description = "Nothing has changed since the `ETag` of `If-None-Match`")
    public Response list(
            @QueryParam("capability") String capability,
            @QueryParam("provider") String provider,
            @Context Request request) {
        ModelList list = models.list(
                caller, Optional.ofNullable(capability).map(ModelResource::capability), Optional.ofNullable(provider));
        EntityTag version = new EntityTag(list.version());
        Response.ResponseBuilder answer = request.evaluatePreconditions(version);
        if (answer == null) {
            List<ModelAnswer> items = list.models().stream().map(this::answer).toList();
            answer = Response.ok(new ModelListAnswer(items, list.preferred())).tag(version);
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, REVALIDATE).build();
    }

    @GET
    @Path("{id: .+}")
    @Operation(summary = "A model")
    public ModelAnswer get(@PathParam("id") String id) {
        return models.find(caller, id).map(this::answer).orElseThrow(() -> Refusal.notFound("model"));
    }

    private ModelAnswer answer(ModelView model) {
        return ModelAnswer.of(model, studio.of(model));
    }

    private static Capability capability(String code) {
        return Capability.of(code)
                .orElseThrow(() -> Refusal.invalid(
                        "capability", "must be text, image, speech, transcription, embedding or moderation"));
    }
}
