package dev.atrium.provider.openai;

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

/** OpenAI's API for images. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface OpenAiImageApi extends Closeable {

    @POST
    @Path("images/generations")
    CompletionStage<MediaDocument> generate(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, OpenAiImageRequest request);
}
