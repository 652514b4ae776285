package dev.atrium.provider.openai;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.concurrent.CompletionStage;

/** OpenAI's API for moderation. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface OpenAiModerationApi extends Closeable {

    @POST
    @Path("moderations")
    CompletionStage<OpenAiModerations> moderate(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, OpenAiModerationRequest request);
}
