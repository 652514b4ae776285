package dev.atrium.rest.file;

import dev.atrium.media.FileService;
import dev.atrium.media.FileView;
import dev.atrium.media.Images;
import dev.atrium.media.StoredContent;
import dev.atrium.rest.problem.Problem;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The caller's files. What strangers wrote is served from the portal's own origin, so every answer tells the browser to believe the type, to run
 * nothing in it, and to save what it would have to interpret.
 */
@Path("files")
@Tag(name = "Files")
@RequestScoped
public class FileResource {

    private static final String SANDBOX = "default-src 'none'; sandbox";

    /** Nothing of a file changes, but a browser asks each time whether it may still have it. */
    private static final CacheControl ASK_AGAIN = CacheControl.valueOf("private, no-cache, no-transform");

    @Inject
    private Caller caller;

    @Inject
    private FileService files;

    /** The form of an upload. */
    @Schema(type = SchemaType.OBJECT, requiredProperties = FormParts.FILE)
    public record UploadForm(
            @Schema(type = SchemaType.STRING, format = "binary")
            String file) {}

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Uploads a file, to be sent with a message",
            description = "A picture, or a document that has text. Its type is found in its bytes.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = UploadForm.class)))
    @APIResponseSchema(value = FileAnswer.class, responseCode = "201", responseDescription = "It is kept")
    @APIResponse(responseCode = "413", description = "It is larger than a file may be, or has more text or pixels")
    @APIResponse(responseCode = "415", description = "It is of a type that cannot be attached")
    @APIResponse(responseCode = "429", description = "The workspace's files have all the room that they may have")
    public Response upload(List<EntityPart> parts, @Context UriInfo uri) throws IOException {
        FormParts form = new FormParts(parts);
        try (InputStream content = form.content()) {
            FileView view = files.attach(caller, form.fileName(), content);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(view.id().toString())
                            .build())
                    .entity(FileAnswer.of(view))
                    .build();
        }
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "The bytes of a file",
            description = "A `Range` of them is answered with 206. The `ETag` is the SHA-256 of the whole.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "206", description = "The part that was asked for")
    @APIResponse(responseCode = "304", description = "It has not changed")
    @APIResponse(responseCode = "416", description = "The file ends before the range begins")
    public Response get(
            @PathParam("id") UUID id,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange,
            @Parameter(description = "Whether it is to be saved, and not shown")
                    @QueryParam("download")
                    @DefaultValue("false")
                    boolean download,
            @Context Request request,
            @Context HttpServletRequest servletRequest) {
        StoredContent content = files.content(caller, id);
        FileView view = content.view();
        EntityTag tag = new EntityTag(view.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return secured(unchanged.tag(tag)).build();
        }
        try {
            Optional<ByteRange> part = ifRange == null || ifRange.equals("\"" + view.sha256() + "\"")
                    ? ByteRange.of(range, view.bytes())
                    : Optional.empty();
            return part.map(found -> answer(content, found, download)
                            .status(Response.Status.PARTIAL_CONTENT)
                            .header("Content-Range", found.contentRange(view.bytes())))
                    .orElseGet(() -> answer(content, new ByteRange(0, view.bytes()), download))
                    .tag(tag)
                    .build();
        } catch (ByteRange.Unsatisfiable e) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + view.bytes())
                    .type(Problem.MEDIA_TYPE)
                    .entity(Problem.unsatisfiable(view.bytes()).at(servletRequest))
                    .build();
        }
    }

    private static Response.ResponseBuilder answer(StoredContent content, ByteRange part, boolean download) {
        FileView view = content.view();
        StreamingOutput body = out -> {
            try (InputStream in = content.open(part.first(), part.length())) {
                in.transferTo(out);
            }
        };
        return secured(Response.ok(body, view.mediaType()))
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        download ? Disposition.toSave(view.name()) : Disposition.of(view.name(), view.mediaType()))
                .header("Accept-Ranges", "bytes");
    }

    private static Response.ResponseBuilder secured(Response.ResponseBuilder response) {
        return response.cacheControl(ASK_AGAIN)
                .header("Content-Security-Policy", SANDBOX)
                .header("X-Content-Type-Options", "nosniff");
    }

    @GET
    @Path("{id}/thumbnail")
    @Produces({"image/jpeg", "image/png"})
    @Operation(
            summary = "A small picture of a file that is a picture",
            description = "At most 512 pixels wide and high.")
    public Response thumbnail(@PathParam("id") UUID id, @Context Request request) {
        EntityTag tag = new EntityTag(files.get(caller, id).sha256() + "-thumbnail");
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return secured(unchanged.tag(tag)).build();
        }
        Images.Thumbnail thumbnail = files.thumbnail(caller, id);
        return secured(Response.ok(thumbnail.bytes(), thumbnail.mediaType()))
                .tag(tag)
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Deletes a file", description = "A message that it was sent with stays, without it.")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") UUID id) {
        files.delete(caller, id);
    }
}
