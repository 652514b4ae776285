package dev.atrium.rest.workspace;

import dev.atrium.persistence.provider.ProviderKey;
import dev.atrium.provider.key.ProviderKeyView;
import dev.atrium.provider.key.ProviderKeys;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A workspace's own keys for providers. They go in and never come out. */
@Path("workspaces/{workspace}/provider-keys")
@Tag(name = "Workspaces")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProviderKeyResource {

    @Inject
    private Caller caller;

    @Inject
    private ProviderKeys keys;

    /** A key to save. */
    @Schema(example = """
        {"key": "sk-your-key"}\
        """)
    public record NewKey(
            @NotBlank(message = "must be given") String key) {

        /** Leaves the key out, since this text may end up in logs. */
        @Override
        public String toString() {
            return "a key";
        }
    }

    /**
     * What may be seen of a key.
     *
     * @param last4 its end; empty for a short key
     * @param status {@code valid}, {@code invalid} (refused by the provider, and not used until it is saved or checked again) or
     *     {@code unchecked} (the provider could not be asked)
     * @param checkedAt when the provider was last asked about it, or refused it
     */
    public record KeyAnswer(String provider, String last4, String status, Instant checkedAt) {

        static KeyAnswer of(ProviderKeyView key) {
            return new KeyAnswer(
                    key.provider(),
                    key.last4(),
                    code(key.status()),
                    key.checkedAt().orElse(null));
        }

        private static String code(ProviderKey.Status status) {
            return status.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The keys of a workspace, by provider. */
    public record KeyListAnswer(List<KeyAnswer> items) {}

    @GET
    @Operation(summary = "The workspace's own keys, by provider", description = "For its owner and administrators.")
    public KeyListAnswer list(@PathParam("workspace") UUID workspaceId) {
        return new KeyListAnswer(
                keys.list(caller, workspaceId).stream().map(KeyAnswer::of).toList());
    }

    @GET
    @Path("{provider}")
    @Operation(summary = "What may be seen of a key")
    public KeyAnswer get(@PathParam("workspace") UUID workspaceId, @PathParam("provider") String provider) {
        return KeyAnswer.of(keys.get(caller, workspaceId, provider));
    }

    @PUT
    @Path("{provider}")
    @Operation(
            summary = "Saves a key, which the workspace's calls of this provider use from then on",
            description =
                    "The provider is asked first: a key that it refuses is not saved. When it cannot be asked the key"
                            + " is saved as `unchecked`.")
    public KeyAnswer save(
            @PathParam("workspace") UUID workspaceId, @PathParam("provider") String provider, @Valid NewKey request) {
        return KeyAnswer.of(keys.save(caller, workspaceId, provider, request.key()));
    }

    @POST
    @Path("{provider}/check")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Asks the provider about the saved key again")
    public KeyAnswer check(@PathParam("workspace") UUID workspaceId, @PathParam("provider") String provider) {
        return KeyAnswer.of(keys.check(caller, workspaceId, provider));
    }

    @DELETE
    @Path("{provider}")
    @Operation(summary = "Removes a key; calls use the organisation's again")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void remove(@PathParam("workspace") UUID workspaceId, @PathParam("provider") String provider) {
        keys.remove(caller, workspaceId, provider);
    }
}
