package dev.atrium.provider.mistral;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;

/** Mistral's API as far as answers come in one piece. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface MistralApi extends Closeable {

    @POST
    @Path("chat/completions")
    CompletionStage<MistralCompletion> complete(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, MistralRequest request);

    @GET
    @Path("models")
    CompletionStage<MistralModels> models(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
