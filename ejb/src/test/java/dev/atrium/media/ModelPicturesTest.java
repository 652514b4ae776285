package dev.atrium.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.persistence.media.StoredFile;
import dev.atrium.persistence.media.StoredFile.Purpose;
import dev.atrium.refusal.Refusal;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPicturesTest {

    @TempDir
    private Path directory;

    private MediaStore store;
    private Spool spool;
    private ModelPictures pictures;

    @BeforeEach
    void open() {
        store = new DirectoryStore(directory.resolve("files"));
        spool = new Spool(directory.resolve("incoming"));
        pictures = new ModelPictures(store, spool, new Images(50_000_000));
    }

    @Test
    void a_small_picture_goes_as_it_is() throws IOException {
        byte[] content = encoded(new BufferedImage(2_000, 10, BufferedImage.TYPE_INT_RGB), "png");
        StoredFile picture = stored("image/png", 2_000, 10, content, true);

        assertThat(ModelPictures.mediaType(picture)).isEqualTo("image/png");
        assertThat(pictures.read(picture)).isEqualTo(content);
    }

    @Test
    void a_large_one_becomes_smaller() throws IOException {
        BufferedImage large = new BufferedImage(4_000, 1_000, BufferedImage.TYPE_INT_RGB);
        StoredFile picture = stored("image/png", 4_000, 1_000, encoded(large, "png"), true);

        assertThat(ModelPictures.mediaType(picture)).isEqualTo("image/jpeg");
        BufferedImage sent = ImageIO.read(new ByteArrayInputStream(pictures.read(picture)));
        assertThat(sent.getWidth()).isEqualTo(ModelPictures.SIDE);
        assertThat(sent.getHeight()).isEqualTo(500);
    }

    @Test
    void what_is_transparent_is_white() throws IOException {
        BufferedImage clear = new BufferedImage(2_100, 100, BufferedImage.TYPE_INT_ARGB);
        StoredFile picture = stored("image/png", 2_100, 100, encoded(clear, "png"), true);

        BufferedImage sent = ImageIO.read(new ByteArrayInputStream(pictures.read(picture)));

        assertThat(new Color(sent.getRGB(1_000, 50))).isEqualTo(Color.WHITE);
    }

    @Test
    void a_gif_goes_in_a_format_that_all_take() throws IOException {
        BufferedImage small = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        StoredFile picture = stored("image/gif", 30, 20, encoded(small, "gif"), true);

        assertThat(ModelPictures.mediaType(picture)).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(pictures.read(picture)))
                        .getWidth())
                .isEqualTo(30);
    }

    @Test
    void what_cannot_be_decoded_goes_as_it_is_or_not_at_all() throws IOException {
        assertThat(ModelPictures.canBeSent(stored("image/jpeg", 30, 20, new byte[9], false)))
                .isTrue();
        assertThat(ModelPictures.canBeSent(stored("image/jpeg", 3_000, 20, new byte[9], false)))
                .isFalse();
    }

    @Test
    void one_that_is_gone_is_told_by_name() throws IOException {
        StoredFile picture = stored("image/png", 30, 20, new byte[9], true);
        store.delete(picture.location());

        assertThatThrownBy(() -> pictures.read(picture))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("The picture holiday could not be read");
    }

    private StoredFile stored(String type, int width, int height, byte[] content, boolean decodable)
            throws IOException {
        UUID id = UUID.randomUUID();
        try (Spooled spooled = spool.read(new ByteArrayInputStream(content), "x", 100_000_000)) {
            store.put("w/" + id, spooled);
        }
        return new StoredFile(
                id,
                new StoredFile.Owner(UUID.randomUUID(), UUID.randomUUID(), Purpose.ATTACHMENT, Optional.empty()),
                new StoredFile.Content(
                        "holiday",
                        type,
                        content.length,
                        new byte[32],
                        "w/" + id,
                        decodable ? Optional.of("w/" + id + ".small") : Optional.empty(),
                        OptionalInt.of(width),
                        OptionalInt.of(height),
                        Optional.empty()),
                Instant.EPOCH);
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
