package dev.atrium.image;

import dev.atrium.generation.Answer;
import dev.atrium.generation.Product;
import dev.atrium.media.FileService;
import dev.atrium.media.FileService.NewFile;
import dev.atrium.media.FileView;
import dev.atrium.media.MediaTypes;
import dev.atrium.persistence.media.StoredFile.Purpose;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ImageResult.Image;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.studio.FileTitle;
import dev.atrium.studio.MadeFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps the images that providers made. */
@ApplicationScoped
class ImageFiles {

    /** Far above what the largest image has that a model makes. */
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    /** The pictures that every browser shows, with their usual extensions. */
    private static final Map<String, String> EXTENSIONS =
            Map.of("image/png", "png", "image/jpeg", "jpg", "image/webp", "webp", "image/gif", "gif");

    @Inject
    private FileService store;

    /** Stores all images of some results; the answer's text is what the provider made of the prompt. */
    Answer keep(Caller caller, UUID generationId, String prompt, String provider, List<ImageResult> results)
            throws IOException {
        List<Image> images =
                results.stream().flatMap(result -> result.images().stream()).toList();
        List<FileView> kept = new ArrayList<>();
        for (Image image : images) {
            String number = images.size() > 1 ? "-" + (kept.size() + 1) : "";
            String name = FileTitle.of(prompt, number + "." + extension(image, provider));
            NewFile file = new NewFile(Purpose.IMAGE, Optional.of(generationId), name, Optional.empty());
            try (InputStream content = image.file().open()) {
                kept.add(store.keep(caller, file, content, MOST_BYTES));
            }
        }
        String revised = images.stream()
                .flatMap(image -> image.revisedPrompt().stream())
                .findFirst()
                .orElse("");
        Product product = new MadeFiles(kept);
        return new Answer(
                revised, "", FinishReason.STOP, Optional.of(new Usage.Images(kept.size())), Optional.of(product));
    }

    /** By what is in the file, whatever the provider calls it. */
    private static String extension(Image image, String provider) throws IOException {
        String type = MediaTypes.detect(image.file().path(), "image");
        return Optional.ofNullable(EXTENSIONS.get(type))
                .orElseThrow(() -> new Refusal(
                        ErrorCode.PROVIDER_ERROR,
                        "The provider " + provider + " answered with something that is no picture (" + type
                                + "). Nothing was charged. Try again, or take another model."));
    }
}
