package dev.atrium.rest.openai;

import dev.atrium.generation.Outcome;
import dev.atrium.generation.Telling;
import dev.atrium.image.ImageService;
import dev.atrium.media.FileService;
import dev.atrium.media.FileView;
import dev.atrium.media.StoredContent;
import dev.atrium.rest.file.FileAnswer;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import dev.atrium.studio.MadeFiles;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Images from prompts. */
@Path("openai/v1/images/generations")
@Tag(name = "OpenAI-compatible")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ImageGenerationResource {

    @Inject
    private Caller caller;

    @Inject
    private ImageService images;

    @Inject
    private FileService files;

    @Inject
    private OnceOnly once;

    @Inject
    private WholeAnswers wholeAnswers;

    @POST
    @Operation(summary = "Makes images of a prompt", description = "They are kept as files, too.")
    @APIResponseSchema(value = ImageList.class, responseCode = "200")
    @APIResponse(responseCode = "429", description = "A limit, the credits, or the room for files is used up")
    public CompletionStage<Response> generate(@Valid CreateImageRequest request, @Context UriInfo uri) {
        URI api = uri.getBaseUri();
        Telling generation = once.of(request, () -> images.generate(caller, request.command()));
        return wholeAnswers.of(caller, generation, settled -> answer(request, settled, api));
    }

    private ImageList answer(CreateImageRequest request, Outcome.Settled settled, URI api) {
        String revised = settled.text().isEmpty() ? null : settled.text();
        Function<FileView, ImageList.Image> image = request.asAddresses()
                ? file -> new ImageList.Image(
                        null, api.resolve(FileAnswer.of(file).url()).toString(), revised)
                : file -> new ImageList.Image(base64(file), null, revised);
        List<FileView> made = ((MadeFiles) settled.product().orElseThrow()).files();
        Optional<FileView> first = made.stream().findFirst();
        return new ImageList(
                settled.completedAt().getEpochSecond(),
                made.stream().map(image).toList(),
                first.map(file -> file.mediaType().replaceFirst("^image/", "")).orElse(null),
                first.map(FileAnswer::of)
                        .map(file -> file.width() + "x" + file.height())
                        .orElse(null));
    }

    private String base64(FileView file) {
        StoredContent content = files.content(caller, file.id());
        try (InputStream in = content.open(0, file.bytes())) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
