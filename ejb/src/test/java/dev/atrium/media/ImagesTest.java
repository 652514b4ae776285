package dev.atrium.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {

    /** One transparent pixel, lossless. */
    private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    @TempDir
    private Path directory;

    private final Images images = new Images(1_000_000);

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void size_and_thumbnail_of_a_picture(String format) throws IOException {
        Path file = picture(format, 900, 300);
        String type = MediaTypes.detect(file, "x");

        assertThat(type).isEqualTo("image/" + format);
        assertThat(images.size(file, type, "x")).isEqualTo(new Images.Size(900, 300));
        Images.Thumbnail thumbnail = images.thumbnail(file, type, "x").orElseThrow();
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(thumbnail.bytes()));
        assertThat(small.getWidth()).isEqualTo(512);
        assertThat(small.getHeight()).isEqualTo(171);
    }

    @Test
    void webp_is_read_too() throws IOException {
        Path file = Files.write(directory.resolve("x"), Base64.getDecoder().decode(WEBP));

        assertThat(MediaTypes.detect(file, "x.png")).isEqualTo("image/webp");
        assertThat(images.size(file, "image/webp", "x")).isEqualTo(new Images.Size(1, 1));
        assertThat(images.thumbnail(file, "image/webp", "x")).isPresent();
    }

    @Test
    void a_small_picture_is_not_blown_up() throws IOException {
        Path file = picture("png", 20, 10);

        byte[] thumbnail =
                images.thumbnail(file, "image/png", "x").orElseThrow().bytes();

        assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail)).getWidth()).isEqualTo(20);
    }

    @Test
    void a_long_thin_picture_keeps_a_pixel() throws IOException {
        Path file = picture("png", 10_000, 1);

        byte[] thumbnail =
                images.thumbnail(file, "image/png", "x").orElseThrow().bytes();

        BufferedImage small = ImageIO.read(new ByteArrayInputStream(thumbnail));
        assertThat(small.getWidth()).isEqualTo(512);
        assertThat(small.getHeight()).isEqualTo(1);
    }

    @Test
    void transparency_survives() throws IOException {
        BufferedImage clear = new BufferedImage(600, 600, BufferedImage.TYPE_INT_ARGB);
        Path file = directory.resolve("clear");
        ImageIO.write(clear, "png", file.toFile());

        Images.Thumbnail thumbnail = images.thumbnail(file, "image/png", "x").orElseThrow();

        assertThat(thumbnail.mediaType()).isEqualTo("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail.bytes())).getRGB(5, 5) >>> 24)
                .isZero();
    }

    /** 57 bytes that would be 40 gigabytes of pixels. */
    @Test
    void a_bomb_is_refused_by_its_header() throws IOException {
        Path file = Files.write(directory.resolve("bomb"), pngHeader(100_000, 100_000));

        assertThat(MediaTypes.detect(file, "bomb.png")).isEqualTo("image/png");
        assertThatThrownBy(() -> images.size(file, "image/png", "bomb.png"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
                    assertThat(refusal.detail()).contains("bomb.png", "100000 x 100000", "1000000");
                });
        assertThatThrownBy(() -> images.thumbnail(file, "image/png", "bomb.png"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_picture_that_breaks_off_has_a_size_and_perhaps_no_thumbnail() throws IOException {
        Path file = Files.write(directory.resolve("cut"), pngHeader(10, 10));

        assertThat(images.size(file, "image/png", "x")).isEqualTo(new Images.Size(10, 10));
        assertThat(images.thumbnail(file, "image/png", "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/jpeg", "image/webp", "image/gif"})
    void rubbish_is_refused_by_name(String type) throws IOException {
        Path file = Files.write(directory.resolve("rubbish"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> images.size(file, type, "holiday.png"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.detail()).startsWith("holiday.png is broken"));
    }

    private Path picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Path file = directory.resolve("picture." + format);
        ImageIO.write(image, format, file.toFile());
        return file;
    }

    /** A PNG that ends before its pixels. */
    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        chunk(out, "IDAT", new byte[0]);
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(name);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
