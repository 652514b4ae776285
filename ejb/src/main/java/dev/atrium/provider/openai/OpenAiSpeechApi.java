package dev.atrium.provider.openai;

import dev.atrium.provider.api.MediaFile;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;

/** OpenAI's API for speech, which answers with the sound itself. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.WILDCARD)
public interface OpenAiSpeechApi extends Closeable {

    @POST
    @Path("audio/speech")
    CompletionStage<MediaFile> speak(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, OpenAiSpeechRequest request);
}
