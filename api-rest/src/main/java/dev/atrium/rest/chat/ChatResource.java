package dev.atrium.rest.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;

/** Chat in a conversation that may begin with it. Whether the answer is streamed, {@code StreamChoice} has decided. */
@Path("ai/chat")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {

    @Inject
    private ChatAnswers answers;

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Valid ChatRequest request, @Context SseEventSink sink, @Context Sse sse) {
        answers.stream(request, sink, sse);
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> whole(@Valid ChatRequest request) {
        return answers.whole(request);
    }
}
