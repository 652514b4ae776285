package dev.atrium.provider.google;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;

/** The Gemini API as far as answers come in one piece. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface GoogleApi extends Closeable {

    /** The key goes into a header, since addresses get into logs. */
    String KEY_HEADER = "x-goog-api-key";

    @POST
    @Path("models/{model}:generateContent")
    CompletionStage<GoogleResponse> generateContent(
            @HeaderParam(KEY_HEADER) String apiKey, @PathParam("model") String model, GoogleRequest request);

    /** Lists a page of models: up to 1,000, the first page when the token is null. */
    @GET
    @Path("models")
    CompletionStage<GoogleModels> models(
            @HeaderParam(KEY_HEADER) String apiKey,
            @QueryParam("pageSize") int pageSize,
            @QueryParam("pageToken") String pageToken);
}
