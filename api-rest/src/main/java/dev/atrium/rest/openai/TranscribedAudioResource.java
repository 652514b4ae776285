package dev.atrium.rest.openai;

import dev.atrium.generation.Outcome;
import dev.atrium.generation.Telling;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.file.FormParts;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import dev.atrium.transcription.Recording;
import dev.atrium.transcription.TranscribeCommand;
import dev.atrium.transcription.TranscriptService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Text from recordings. */
@Path("openai/v1/audio/transcriptions")
@Tag(name = "OpenAI-compatible")
@RequestScoped
@Consumes(MediaType.MULTIPART_FORM_DATA)
public class TranscribedAudioResource {

    private static final String GRANULARITIES = "timestamp_granularities[]";

    @Inject
    private Caller caller;

    @Inject
    private TranscriptService transcripts;

    @Inject
    private OnceOnly once;

    @Inject
    private WholeAnswers wholeAnswers;

    /** The form of a request. */
    @Schema(
            type = SchemaType.OBJECT,
            requiredProperties = {"file", "model"})
    public record CreateTranscriptionForm(
            @Schema(type = SchemaType.STRING, format = "binary")
            String file,

            String model,

            @Schema(description = "The language spoken, by ISO 639-1; found out when absent")
            String language,

            @Schema(description = "Words that help: names, the text before")
            String prompt,

            @Schema(name = "response_format", description = "`json`, `text`, `srt`, `vtt` or `verbose_json`")
            String responseFormat,

            @Schema(name = GRANULARITIES, description = "`segment` and `word`, as far as the model has them")
            List<String> granularities) {}

    /** What makes a request the same as another with its key. */
    public record SameTranscription(TranscribeCommand command, String format, String recording) {}

    @POST
    @Operation(
            summary = "Writes down what is said in a recording",
            description = "The recording is kept as a file of the generation.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = CreateTranscriptionForm.class)))
    @APIResponse(
            responseCode = "200",
            description = "What was said",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = TranscriptionWords.Verbose.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "413", description = "The recording is larger or longer than one may be")
    @APIResponse(responseCode = "415", description = "It is no recording of a known type")
    public CompletionStage<Response> transcribe(List<EntityPart> parts) throws IOException {
        FormParts form = new FormParts(parts);
        TranscriptionWords words = TranscriptionWords.of(form.text("response_format"));
        if (form.text("stream").filter("true"::equals).isPresent()) {
            throw Refusal.invalid("stream", "must be false: transcripts come whole");
        }
        TranscribeCommand command = new TranscribeCommand(
                form.text("model").orElseThrow(() -> Refusal.invalid("model", "must be given")),
                Optional.empty(),
                form.text("language"),
                words.timestamps(form.texts(GRANULARITIES)),
                form.text("prompt"));
        Telling generation = generation(form, command, words);
        return generation.outcome().thenApply(outcome -> {
            if (outcome instanceof Outcome.Failed failed) {
                throw failed.refusal();
            }
            Outcome.Settled settled = (Outcome.Settled) outcome;
            return wholeAnswers.charged(caller, words.answer(settled), settled.credits());
        });
    }

    private Telling generation(FormParts form, TranscribeCommand command, TranscriptionWords words) throws IOException {
        Recording recording;
        try (InputStream content = form.content()) {
            recording = transcripts.receive(form.fileName(), content);
        }
        Telling generation;
        try {
            generation = once.of(
                    new SameTranscription(command, words.name(), recording.fingerprint()),
                    () -> transcripts.transcribe(caller, command, recording));
        } catch (RuntimeException e) {
            recording.close();
            throw e;
        }
        generation.outcome().whenComplete((outcome, failure) -> recording.close());
        return generation;
    }
}
