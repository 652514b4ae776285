package dev.atrium.rest.image;

import dev.atrium.generation.Outcome;
import dev.atrium.generation.Telling;
import dev.atrium.image.ImageService;
import dev.atrium.media.FileView;
import dev.atrium.persistence.credit.Credits;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Images from a prompt. */
@Path("ai/images")
@Tag(name = "Generation")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ImageResource {

    @Inject
    private Caller caller;

    @Inject
    private ImageService images;

    @Inject
    private OnceOnly once;

    @Inject
    private WholeAnswers wholeAnswers;

    /**
     * The images, and what they took.
     *
     * @param revisedPrompt what the provider made of the prompt; absent where it says nothing
     * @param size of the images as they are
     */
    public record ImagesAnswer(
            UUID id,
            List<ImageAnswer> images,
            String prompt,
            String revisedPrompt,
            String model,
            String provider,
            String size,
            Credits credits,
            Instant createdAt) {}

    /** One image; its addresses are of this server, and only for its user. */
    public record ImageAnswer(UUID fileId, String url, String thumbnailUrl, Integer width, Integer height) {

        static ImageAnswer of(FileView view) {
            FileAnswer file = FileAnswer.of(view);
            return new ImageAnswer(file.id(), file.url(), file.thumbnailUrl(), file.width(), file.height());
        }

        String size() {
            return width + "x" + height;
        }
    }

    @POST
    @Operation(
            summary = "Makes images of a prompt",
            description =
                    "All of them or none. They are kept as files, for their user, until the generation or the file"
                            + " is deleted.")
    @APIResponseSchema(value = ImagesAnswer.class, responseCode = "200")
    @APIResponse(responseCode = "429", description = "A limit is used up, or the workspace's files have all their room")
    public CompletionStage<Response> generate(@Valid ImageRequest request) {
        Telling generation = once.of(request, () -> images.generate(caller, request.command()));
        return wholeAnswers.of(caller, generation, settled -> answer(request, generation, settled));
    }

    private static ImagesAnswer answer(ImageRequest request, Telling generation, Outcome.Settled settled) {
        MadeFiles made = (MadeFiles) settled.product().orElseThrow();
        List<ImageAnswer> images = made.files().stream().map(ImageAnswer::of).toList();
        return new ImagesAnswer(
                generation.generationId(),
                images,
                request.prompt(),
                settled.text().isEmpty() ? null : settled.text(),
                settled.answeredBy().name(),
                settled.answeredBy().provider(),
                images.stream().findFirst().map(ImageAnswer::size).orElse(null),
                settled.credits(),
                settled.completedAt());
    }
}
