package dev.atrium.rest.admin;

import dev.atrium.provider.admin.EndpointAdministration;
import dev.atrium.provider.admin.EndpointView;
import dev.atrium.provider.admin.NewEndpoint;
import dev.atrium.rest.security.ForAdmins;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Endpoints that speak OpenAI's format, for administrators. */
@Path("admin/endpoints")
@Tag(name = "Administration")
@ForAdmins
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EndpointResource {

    @Inject
    private Caller caller;

    @Inject
    private EndpointAdministration endpoints;

    /** An endpoint to add. */
    @Schema(example = """
        {"name": "vllm", "baseUrl": "http://vllm.example.org:8000/v1", "key": "secret", "models": ["qwen3-32b"]}\
        """)
    public record EndpointRequest(
            @NotBlank(message = "must be given") String name,
            @NotBlank(message = "must be given") String baseUrl,
            String key,
            @NotEmpty(message = "must be given") List<String> models) {

        NewEndpoint draft() {
            return new NewEndpoint(name, baseUrl, Optional.ofNullable(key).filter(text -> !text.isBlank()), models);
        }

        /** Leaves the key out, since this text may end up in logs. */
        @Override
        public String toString() {
            return name + " at " + baseUrl;
        }
    }

    /**
     * An endpoint. Its key goes in and never comes out.
     *
     * @param last4 the end of the key; absent for a server that needs none
     * @param configured whether it stands in the configuration, where alone it can be changed
     */
    public record EndpointAnswer(
            String name, String baseUrl, String last4, List<String> models, boolean configured, Instant createdAt) {

        static EndpointAnswer of(EndpointView view) {
            return new EndpointAnswer(
                    view.name(),
                    view.baseUrl().toString(),
                    view.last4().orElse(null),
                    view.models(),
                    view.configured(),
                    view.createdAt().orElse(null));
        }
    }

    /** All endpoints. */
    public record EndpointList(List<EndpointAnswer> items) {}

    @GET
    @Operation(summary = "The endpoints that speak OpenAI's format, those of the configuration first")
    public EndpointList list() {
        return new EndpointList(
                endpoints.list(caller).stream().map(EndpointAnswer::of).toList());
    }

    @POST
    @Operation(summary = "Adds an endpoint, whose models can be used at once and are free until they are given a price")
    @APIResponseSchema(value = EndpointAnswer.class, responseCode = "201", responseDescription = "It is there")
    public Response add(@Valid EndpointRequest request, @Context UriInfo uri) {
        EndpointView added = endpoints.add(caller, request.draft());
        return Response.created(uri.getAbsolutePathBuilder().path(added.name()).build())
                .entity(EndpointAnswer.of(added))
                .build();
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Takes an endpoint away; its models cannot be used any more")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void remove(@PathParam("name") String name) {
        endpoints.remove(caller, name);
    }
}
