package dev.atrium.rest.generation;

import dev.atrium.generation.GenerationService;
import dev.atrium.generation.Replays;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.generation.RunningGenerations;
import dev.atrium.generation.Telling;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.studio.GenerationFiles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was generated, and what is being generated. */
@Path("ai/generations/{id}")
@Tag(name = "Generation")
@RequestScoped
public class GenerationResource {

    @Inject
    private Caller caller;

    @Inject
    private GenerationService generations;

    @Inject
    private GenerationFiles files;

    @Inject
    private RunningGenerations running;

    @Inject
    private Replays replays;

    @Inject
    private GenerationStreams streams;

    @PathParam("id")
    private UUID id;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What came of a generation")
    public GenerationAnswer get() {
        return GenerationAnswer.of(
                generations.get(caller, id), files.of(caller, List.of(id)).getOrDefault(id, List.of()));
    }

    @DELETE
    @Operation(
            summary = "Deletes the prompt, the answer and the files of a generation",
            description = "What it used and cost stays in usage and ledger.")
    @APIResponse(responseCode = "204", description = "They are gone")
    @APIResponse(responseCode = "409", description = "It still runs, or it is a message of a conversation")
    public void delete() {
        generations.delete(caller, id);
    }

    /**
     * The events again, after the last one that the client saw: of a running generation live, of an ended one for some minutes. Later an
     * answer that is stored is told again from its beginning; numbers of events that are no longer kept mean nothing then.
     */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "The events of a generation again",
            description =
                    "After the one that `Last-Event-ID` names, or all; live while it runs, and for some minutes after."
                            + " Later without `Last-Event-ID` only: the stored answer as few events.")
    @APIResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema =
                                    @Schema(
                                            oneOf = {
                                                WireEvent.Start.class,
                                                WireEvent.Piece.class,
                                                WireEvent.Done.class,
                                                WireEvent.Failure.class
                                            }),
                            example = WireEvent.EXAMPLE))
    @APIResponse(responseCode = "410", description = "The events are no longer kept")
    public void events(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse) {
        long lastSeen = number(lastEventId);
        Telling telling =
                running.find(caller, id).map(RunningGeneration::telling).orElseGet(() -> stored(lastSeen));
        if (!telling.events().has(lastSeen)) {
            throw Refusal.invalid(HttpHeaders.LAST_EVENT_ID_HEADER, "must be the number of an event that was sent");
        }
        streams.write(telling, lastSeen, sink, sse);
    }

    private Telling stored(long lastSeen) {
        return replays.answer(caller, id)
                .filter(answer -> lastSeen == 0)
                .orElseThrow(() -> new ClientErrorException(
                        "The events of this generation are not kept here any more; what came of it is.",
                        Response.Status.GONE));
    }

    /** Stops a generation; one that has ended stays as it is. Another node cannot be told. */
    @POST
    @Path("cancel")
    @Operation(
            summary = "Stops a generation",
            description = "What was produced is kept and charged. Harmless after the end.")
    @APIResponse(responseCode = "202", description = "It stops, or has ended before")
    @APIResponse(responseCode = "409", description = "It runs on another node")
    public Response cancel() {
        running.find(caller, id).ifPresentOrElse(RunningGeneration::cancel, this::mustHaveEnded);
        return Response.accepted().build();
    }

    private void mustHaveEnded() {
        if (generations.get(caller, id).status() == Generation.Status.RUNNING) {
            throw new Refusal(ErrorCode.CONFLICT, "This generation runs on another node, which alone can stop it.");
        }
    }

    /** An empty header is that of a browser that has seen no event yet. */
    private static long number(String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        try {
            return Long.parseLong(lastEventId.strip());
        } catch (NumberFormatException malformed) {
            throw Refusal.invalid(HttpHeaders.LAST_EVENT_ID_HEADER, "must be the number of an event");
        }
    }
}
