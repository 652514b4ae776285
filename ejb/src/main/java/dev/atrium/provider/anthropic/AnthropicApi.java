package dev.atrium.provider.anthropic;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/** Anthropic's API as far as answers come in one piece. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = AnthropicApi.VERSION_HEADER, value = AnthropicApi.VERSION)
public interface AnthropicApi extends Closeable {

    String KEY_HEADER = "x-api-key";

    /** Required. The version of 2026 would refuse sampling parameters even to models that know them. */
    String VERSION_HEADER = "anthropic-version";

    String VERSION = "2023-06-01";

    @POST
    @Path("messages")
    CompletionStage<AnthropicMessage> create(@HeaderParam(KEY_HEADER) String apiKey, AnthropicRequest request);

    /** Lists a page of models: up to 1,000, after the one given, or from the first when that is null. */
    @GET
    @Path("models")
    CompletionStage<AnthropicModels> models(
            @HeaderParam(KEY_HEADER) String apiKey,
            @QueryParam("limit") int limit,
            @QueryParam("after_id") String afterId);
}
