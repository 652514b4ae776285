package dev.atrium.media;

import dev.atrium.persistence.media.StoredFile;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Pictures in the form in which models are sent them. Providers scale what is large by themselves, and refuse what is too large or too much
 * together: so a picture goes as it is when it is small, and otherwise as a JPEG of the size of which they make use.
 */
@ApplicationScoped
public class ModelPictures {

    /** Anthropic refuses a longer side when there are many pictures; no model sees more of it. */
    static final int SIDE = 2_000;

    /** Twenty of these, in base64, are within what Anthropic takes in a request (32 MB), nearly always. */
    private static final long LARGE = 1_200_000;

    /** What every provider takes. Google takes no GIF. */
    private static final Set<String> TAKEN = Set.of("image/png", "image/jpeg", "image/webp");

    private static final String JPEG = "image/jpeg";

    @Inject
    private MediaStore store;

    @Inject
    private Spool spool;

    @Inject
    private Images images;

    /** For the container, which injects what it needs. */
    public ModelPictures() {}

    ModelPictures(MediaStore store, Spool spool, Images images) {
        this.store = store;
        this.spool = spool;
        this.images = images;
    }

    /** Whether a picture can be sent: one that has to be made smaller must be one that can be decoded here, as its thumbnail shows. */
    public static boolean canBeSent(StoredFile picture) {
        return goesAsItIs(picture) || picture.thumbnail().isPresent();
    }

    /** The media type in which it is sent. */
    public static String mediaType(StoredFile picture) {
        return goesAsItIs(picture) ? picture.mediaType() : JPEG;
    }

    private static boolean goesAsItIs(StoredFile picture) {
        return TAKEN.contains(picture.mediaType())
                && picture.bytes() <= LARGE
                && Math.max(picture.width().orElseThrow(), picture.height().orElseThrow()) <= SIDE;
    }

    /**
     * The bytes that are sent, read from the store.
     *
     * @throws Refusal when they cannot be had
     */
    public byte[] read(StoredFile picture) {
        try (InputStream content = store.open(picture.location(), 0, picture.bytes())) {
            return goesAsItIs(picture) ? content.readAllBytes() : smaller(picture, content);
        } catch (IOException e) {
            throw unreadable(picture, e);
        }
    }

    private byte[] smaller(StoredFile picture, InputStream content) {
        try (Spooled spooled = spool.read(content, picture.name(), picture.bytes())) {
            return images.jpeg(spooled.path(), picture.mediaType(), picture.name(), SIDE)
                    .orElseThrow(() -> unreadable(picture, null));
        }
    }

    private static Refusal unreadable(StoredFile picture, IOException cause) {
        return new Refusal(
                ErrorCode.INTERNAL_ERROR,
                "The picture " + picture.name() + " could not be read, so no model was asked. Nothing was charged.",
                cause);
    }
}
