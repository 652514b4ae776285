package dev.atrium.rest.openai;

import dev.atrium.provider.ModelRegistry;
import dev.atrium.provider.ModelView;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that can be asked. */
@Path("openai/v1/models")
@Tag(name = "OpenAI-compatible")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ModelListResource {

    @Inject
    private Caller caller;

    @Inject
    private ModelRegistry models;

    /** The models by their ids. */
    @Schema(name = "OpenAiModelPage")
    public record ModelPage(String object, List<Model> data) {}

    /**
     * A model.
     *
     * @param created always 0: nobody tells when a model was made
     * @param ownedBy the provider that is asked first
     */
    @Schema(name = "OpenAiModel")
    public record Model(
            String id,
            String object,
            long created,
            @JsonbProperty("owned_by") String ownedBy) {

        static Model of(ModelView view) {
            return new Model(view.id(), "model", 0, view.providers().get(0));
        }
    }

    @GET
    @Operation(summary = "The models that can be used now, of all providers")
    public ModelPage list() {
        return new ModelPage(
                "list",
                models.list(caller, Optional.empty(), Optional.empty()).models().stream()
                        .filter(ModelView::available)
                        .collect(Collectors.toMap(ModelView::id, Model::of, (one, other) -> one, TreeMap::new))
                        .values()
                        .stream()
                        .toList());
    }

    @GET
    @Path("{id: .+}")
    @Operation(summary = "A model")
    public Model get(@PathParam("id") String id) {
        return models.find(caller, id)
                .filter(ModelView::available)
                .map(Model::of)
                .orElseThrow(
                        () -> new Refusal(ErrorCode.INVALID_MODEL, "There is no model " + id + " that can be used."));
    }
}
