package dev.atrium.provider.google;

import dev.atrium.provider.http.MediaDocument;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;

/** Google's API for images and speech, whose answers hold files. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface GoogleMediaApi extends Closeable {

    /** Gemini models give images and sound as parts of an answer. */
    @POST
    @Path("models/{model}:generateContent")
    CompletionStage<MediaDocument> generateContent(
            @HeaderParam(GoogleApi.KEY_HEADER) String apiKey,
            @PathParam("model") String model,
            GoogleMediaRequest request);

    /** Imagen models predict. */
    @POST
    @Path("models/{model}:predict")
    CompletionStage<MediaDocument> predict(
            @HeaderParam(GoogleApi.KEY_HEADER) String apiKey,
            @PathParam("model") String model,
            GooglePredictRequest request);
}
