package dev.atrium.rest.text;

import dev.atrium.generation.Outcome;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.generation.Telling;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.preset.PresetPrompt;
import dev.atrium.preset.PresetService;
import dev.atrium.rest.generation.GenerationStreams;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.Tokens;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.rest.generation.WireEvent;
import dev.atrium.security.Caller;
import dev.atrium.text.CompletionService;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Text from a prompt, outside of any conversation. Whether it is streamed, {@code StreamChoice} has decided. */
@Path("ai/completions")
@Tag(name = "Generation")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class CompletionResource {

    @Inject
    private Caller caller;

    @Inject
    private CompletionService completions;

    @Inject
    private PresetService presets;

    @Inject
    private OnceOnly once;

    @Inject
    private GenerationStreams streams;

    @Inject
    private WholeAnswers wholeAnswers;

    /** The text, and what it took. */
    public record CompletionAnswer(
            UUID id,
            String text,
            String model,
            String provider,
            Tokens tokens,
            Credits credits,
            String finishReason,
            Instant createdAt,
            boolean fallback) {}

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Makes text of a prompt")
    @APIResponse(
            responseCode = "200",
            description = "The answer: one document, or with `stream` its events as they come",
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
    public void stream(@Valid CompletionRequest request, @Context SseEventSink sink, @Context Sse sse) {
        streams.write(generation(request, true), sink, sse);
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Makes text of a prompt")
    @APIResponseSchema(value = CompletionAnswer.class, responseCode = "200")
    public CompletionStage<Response> whole(@Valid CompletionRequest request) {
        Telling generation = generation(request, false);
        return wholeAnswers.of(caller, generation, settled -> answer(generation, settled));
    }

    private Telling generation(CompletionRequest request, boolean streamed) {
        return once.of(request, () -> {
            Optional<PresetPrompt> preset = presets.prompt(
                    caller, Optional.ofNullable(request.presetId()), Optional.ofNullable(request.variables()));
            RunningGeneration running = completions.complete(caller, request.completion(preset, streamed));
            preset.map(PresetPrompt::presetId).ifPresent(presets::countUse);
            return running;
        });
    }

    private static CompletionAnswer answer(Telling generation, Outcome.Settled settled) {
        return new CompletionAnswer(
                generation.generationId(),
                settled.text(),
                settled.answeredBy().name(),
                settled.answeredBy().provider(),
                settled.tokens().map(Tokens::of).orElse(null),
                settled.credits(),
                settled.finishReason().code(),
                settled.completedAt(),
                settled.fallback());
    }
}
