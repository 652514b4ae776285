package dev.atrium.rest.openai;

import dev.atrium.audio.WavFile;
import dev.atrium.generation.Outcome;
import dev.atrium.generation.Telling;
import dev.atrium.media.FileService;
import dev.atrium.media.FileView;
import dev.atrium.media.StoredContent;
import dev.atrium.provider.api.AudioFormat;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import dev.atrium.speech.SpeechService;
import dev.atrium.studio.MadeFiles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Speech from texts, answered with the sound itself. */
@Path("openai/v1/audio/speech")
@Tag(name = "OpenAI-compatible")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class SpokenTextResource {

    private static final long MOST_HEADER_BYTES = 65_536;

    @Inject
    private Caller caller;

    @Inject
    private SpeechService speech;

    @Inject
    private FileService files;

    @Inject
    private OnceOnly once;

    @Inject
    private WholeAnswers wholeAnswers;

    @POST
    @Operation(summary = "Speaks a text", description = "The sound is kept as a file, too.")
    @APIResponse(
            responseCode = "200",
            description = "The sound",
            content = @Content(mediaType = "audio/mpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "429", description = "A limit, the credits, or the room for files is used up")
    public CompletionStage<Response> speak(@Valid CreateSpeechRequest request) {
        Telling generation = once.of(request, () -> speech.speak(caller, request.command()));
        return generation.outcome().thenApply(outcome -> {
            if (outcome instanceof Outcome.Failed failed) {
                throw failed.refusal();
            }
            Outcome.Settled settled = (Outcome.Settled) outcome;
            return wholeAnswers.charged(caller, sound(request, settled), settled.credits());
        });
    }

    private Response.ResponseBuilder sound(CreateSpeechRequest request, Outcome.Settled settled) {
        FileView file = ((MadeFiles) settled.product().orElseThrow())
                .files().stream()
                        .findFirst()
                        .orElseThrow(() -> new Refusal(
                                ErrorCode.NOT_FOUND, "What came of the first request with this key was deleted."));
        StoredContent content = files.content(caller, file.id());
        try {
            long from = request.bareSamples() ? header(content) : 0;
            return Response.ok(
                    content.open(from, file.bytes() - from),
                    request.bareSamples() ? AudioFormat.PCM.contentType() : file.mediaType());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the samples begin in a file that has them in a WAV. */
    private static long header(StoredContent content) throws IOException {
        long length = Math.min(MOST_HEADER_BYTES, content.view().bytes());
        try (InputStream in = content.open(0, length)) {
            return WavFile.read(ByteBuffer.wrap(in.readAllBytes()))
                    .map(WavFile::dataAt)
                    .orElseThrow(() ->
                            new IOException("The file of " + content.view().id() + " has no samples"));
        }
    }
}
