package dev.atrium.provider.mistral;

import dev.atrium.provider.http.MediaDocument;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;

/** Mistral's API for speech, whose answer holds a file. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface MistralSpeechApi extends Closeable {

    @POST
    @Path("audio/speech")
    CompletionStage<MediaDocument> speak(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, MistralSpeechRequest request);
}
