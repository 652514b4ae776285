package dev.atrium.rest.transcription;

import dev.atrium.generation.Outcome;
import dev.atrium.generation.Telling;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.file.FormParts;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import dev.atrium.transcription.Recording;
import dev.atrium.transcription.TranscribeCommand;
import dev.atrium.transcription.Transcribed;
import dev.atrium.transcription.TranscriptService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Text from a recording. */
@Path("ai/transcribe")
@Tag(name = "Generation")
@RequestScoped
@Consumes(MediaType.MULTIPART_FORM_DATA)
@Produces(MediaType.APPLICATION_JSON)
public class TranscriptionResource {

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
    public record TranscriptionForm(
            @Schema(type = SchemaType.STRING, format = "binary")
            String file,

            String model,
            String provider,

            @Schema(description = "The language spoken, by ISO 639-1; found out when absent")
            String language,

            @Schema(description = "`none`, `segment` or `word`, as far as the model has them")
            String timestamps,

            @Schema(description = "Words that help: names, the text before")
            String prompt) {}

    /** What makes a request the same as another with its key. */
    public record SameRequest(TranscribeCommand command, String recording) {}

    /**
     * What was said.
     *
     * @param language by ISO 639-1; absent where the model says nothing
     * @param duration of the recording in seconds
     * @param segments absent where none were asked for, as for the words
     */
    public record TranscriptionAnswer(
            UUID id,
            String text,
            String language,
            BigDecimal duration,
            List<SegmentAnswer> segments,
            List<WordAnswer> words,
            String model,
            String provider,
            Credits credits,
            Instant createdAt) {}

    /** A piece between two moments, in seconds from the beginning. */
    public record SegmentAnswer(BigDecimal start, BigDecimal end, String text, String speaker) {}

    /** A word between two moments, in seconds from the beginning. */
    public record WordAnswer(String word, BigDecimal start, BigDecimal end) {}

    @POST
    @Operation(
            summary = "Writes down what is said in a recording",
            description =
                    "In mp3, mp4, mpeg, mpga, m4a, aac, wav, webm, ogg or flac, found in its bytes. What is charged is"
                            + " the length that the provider bills, else the one measured in the file. The recording is kept as a"
                            + " file of the generation.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = TranscriptionForm.class)))
    @APIResponseSchema(value = TranscriptionAnswer.class, responseCode = "200")
    @APIResponse(responseCode = "413", description = "The recording is larger or longer than one may be")
    @APIResponse(responseCode = "415", description = "It is no recording of a known type")
    @APIResponse(responseCode = "429", description = "A limit is used up, or the workspace's files have all their room")
    public CompletionStage<Response> transcribe(List<EntityPart> parts) throws IOException {
        FormParts form = new FormParts(parts);
        TranscribeCommand command = new TranscribeCommand(
                form.text("model").orElseThrow(() -> Refusal.invalid("model", "must be given")),
                form.text("provider"),
                form.text("language"),
                form.text("timestamps"),
                form.text("prompt"));
        Telling generation = generation(form, command);
        return wholeAnswers.of(caller, generation, settled -> answer(generation, settled));
    }

    private Telling generation(FormParts form, TranscribeCommand command) throws IOException {
        Recording recording;
        try (InputStream content = form.content()) {
            recording = transcripts.receive(form.fileName(), content);
        }
        Telling generation;
        try {
            generation = once.of(
                    new SameRequest(command, recording.fingerprint()),
                    () -> transcripts.transcribe(caller, command, recording));
        } catch (RuntimeException e) {
            recording.close();
            throw e;
        }
        generation.outcome().whenComplete((outcome, failure) -> recording.close());
        return generation;
    }

    private static TranscriptionAnswer answer(Telling generation, Outcome.Settled settled) {
        Transcribed made = (Transcribed) settled.product().orElseThrow();
        List<SegmentAnswer> segments = made.transcript().segments().stream()
                .map(segment -> new SegmentAnswer(
                        seconds(segment.start()),
                        seconds(segment.end()),
                        segment.text().strip(),
                        segment.speaker().orElse(null)))
                .toList();
        List<WordAnswer> words = made.transcript().words().stream()
                .map(word -> new WordAnswer(word.text(), seconds(word.start()), seconds(word.end())))
                .toList();
        return new TranscriptionAnswer(
                generation.generationId(),
                settled.text(),
                made.transcript().language().orElse(null),
                made.transcript().duration().map(TranscriptionResource::seconds).orElse(null),
                segments.isEmpty() ? null : segments,
                words.isEmpty() ? null : words,
                settled.answeredBy().name(),
                settled.answeredBy().provider(),
                settled.credits(),
                settled.completedAt());
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }
}
