package dev.atrium.rest.transcription;

import dev.atrium.refusal.Refusal;
import dev.atrium.rest.file.Disposition;
import dev.atrium.security.Caller;
import dev.atrium.transcription.TranscriptFormat;
import dev.atrium.transcription.TranscriptService;
import dev.atrium.transcription.TranscriptService.Transcript;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The transcript of a recording. */
@Path("ai/generations/{id}/transcript")
@Tag(name = "Generation")
@RequestScoped
public class TranscriptResource {

    @Inject
    private Caller caller;

    @Inject
    private TranscriptService transcripts;

    @GET
    @Operation(
            summary = "A transcript, in the format that is wanted",
            description =
                    "`txt`, `json`, `srt` or `vtt`. Subtitles follow the segments or words; without any, one stands"
                            + " for the whole time.")
    @APIResponse(
            responseCode = "200",
            description = "The transcript",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = "application/x-subrip", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/vtt", schema = @Schema(type = SchemaType.STRING))
            })
    public Response get(
            @PathParam("id") UUID id,
            @QueryParam("format") @DefaultValue("txt") String format,
            @Parameter(description = "Whether it is to be saved, and not shown")
                    @QueryParam("download")
                    @DefaultValue("false")
                    boolean download) {
        TranscriptFormat wanted = TranscriptFormat.of(format)
                .orElseThrow(() -> Refusal.invalid("format", "must be txt, json, srt or vtt"));
        Transcript transcript = transcripts.get(caller, id);
        Response.ResponseBuilder response = Response.ok(
                        wanted.write(transcript.content()), wanted.contentType() + ";charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("X-Content-Type-Options", "nosniff");
        if (download) {
            String name = transcript.name().replaceFirst("\\.[^.]{1,8}$", "") + "." + wanted.code();
            response.header(HttpHeaders.CONTENT_DISPOSITION, Disposition.toSave(name));
        }
        return response.build();
    }
}
