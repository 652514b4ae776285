package dev.atrium.rest.speech;

import dev.atrium.generation.GenerationService;
import dev.atrium.generation.Outcome;
import dev.atrium.generation.Telling;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.rest.file.FileAnswer;
import dev.atrium.rest.generation.GenerationAnswer;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import dev.atrium.speech.SpeechService;
import dev.atrium.studio.MadeFiles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Speech from a text. */
@Path("ai/speech")
@Tag(name = "Generation")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SpeechResource {

    @Inject
    private Caller caller;

    @Inject
    private SpeechService speech;

    @Inject
    private GenerationService generations;

    @Inject
    private OnceOnly once;

    @Inject
    private WholeAnswers wholeAnswers;

    /**
     * The sound, and what it took.
     *
     * @param fileId absent when its user has deleted the file since, as for its address and duration
     * @param duration in seconds, as measured in the file
     */
    public record SpeechAnswer(
            UUID id,
            UUID fileId,
            String url,
            Double duration,
            String format,
            String voice,
            String model,
            String provider,
            Credits credits,
            Instant createdAt) {}

    @POST
    @Operation(
            summary = "Speaks a text",
            description =
                    "A text that is longer than the model speaks at once is spoken in pieces, cut between sentences"
                            + " and joined, which goes for mp3, aac and wav. The sound is kept as a file.")
    @APIResponseSchema(value = SpeechAnswer.class, responseCode = "200")
    @APIResponse(responseCode = "429", description = "A limit is used up, or the workspace's files have all their room")
    public CompletionStage<Response> speak(@Valid SpeechRequest request) {
        Telling generation = once.of(request, () -> speech.speak(caller, request.command()));
        return wholeAnswers.of(caller, generation, settled -> answer(generation, settled));
    }

    private SpeechAnswer answer(Telling generation, Outcome.Settled settled) {
        JsonObject chosen = GenerationAnswer.parameters(generations.get(caller, generation.generationId()));
        MadeFiles made = (MadeFiles) settled.product().orElseThrow();
        Optional<FileAnswer> file = made.files().stream().findFirst().map(FileAnswer::of);
        return new SpeechAnswer(
                generation.generationId(),
                file.map(FileAnswer::id).orElse(null),
                file.map(FileAnswer::url).orElse(null),
                file.map(FileAnswer::duration).orElse(null),
                chosen.getString("format"),
                chosen.getString("voice"),
                settled.answeredBy().name(),
                settled.answeredBy().provider(),
                settled.credits(),
                settled.completedAt());
    }
}
