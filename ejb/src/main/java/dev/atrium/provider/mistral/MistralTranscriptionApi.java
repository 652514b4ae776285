package dev.atrium.provider.mistral;

import dev.atrium.provider.http.MultipartForm;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;

/** Mistral's API for transcription. */
@Consumes(MediaType.MULTIPART_FORM_DATA)
@Produces(MediaType.APPLICATION_JSON)
public interface MistralTranscriptionApi extends Closeable {

    @POST
    @Path("audio/transcriptions")
    CompletionStage<MistralTranscript> transcribe(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, MultipartForm form);
}
