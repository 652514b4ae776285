package dev.atrium.provider.openai;

import jakarta.json.JsonObject;
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

/** OpenAI's API as far as answers come in one piece. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface OpenAiApi extends Closeable {

    @POST
    @Path("chat/completions")
    CompletionStage<OpenAiCompletion> complete(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, JsonObject request);

    @GET
    @Path("models")
    CompletionStage<OpenAiModels> models(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
