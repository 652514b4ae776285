package dev.atrium.provider.google;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;

/** Google's API for embeddings. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface GoogleEmbeddingApi extends Closeable {

    @POST
    @Path("models/{model}:batchEmbedContents")
    CompletionStage<GoogleEmbeddings> embed(
            @HeaderParam(GoogleApi.KEY_HEADER) String apiKey,
            @PathParam("model") String model,
            GoogleEmbeddingRequest request);
}
