package dev.atrium.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Looks into pictures: PNG, JPEG, WebP and GIF. A picture of some kilobytes can say that it is a million pixels wide, so what its header says is
 * read and bounded before any pixel is.
 */
@ApplicationScoped
public class Images {

    /** The longer side of a thumbnail, in pixels: twice what a gallery shows, for screens of high density. */
    private static final int THUMBNAIL_SIDE = 512;

    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");

    /** Text in a screenshot stays legible. */
    private static final float QUALITY = 0.85f;

    /** Pixels are large: this many pictures are decoded at a time, the others wait. */
    private static final Semaphore DECODING = new Semaphore(2);

    private final long maxPixels;

    /** For the client proxy. */
    protected Images() {
        maxPixels = 0;
    }

    @Inject
    Images(MediaSettings settings) {
        this(settings.maxPixels());
    }

    Images(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Width and height in pixels. */
    public record Size(int width, int height) {}

    /** A small picture, encoded. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    public record Thumbnail(byte[] bytes, String mediaType) {}

    /** Whether this can look into pictures of a media type. */
    public static boolean reads(String mediaType) {
        return TYPES.contains(mediaType);
    }

    /**
     * The size that a picture's header gives.
     *
     * @param mediaType one that is {@linkplain #reads read}
     * @param name what people call the file, for the refusal
     * @throws Refusal {@code PAYLOAD_TOO_LARGE} for more pixels than are allowed, {@code INVALID_REQUEST} when it is broken
     */
    public Size size(Path file, String mediaType, String name) {
        try (Opened opened = Opened.of(file, mediaType)) {
            Size size = opened.size();
            if (size.width() < 1 || size.height() < 1) {
                throw broken(name, null);
            }
            if ((long) size.width() * size.height() > maxPixels) {
                throw new Refusal(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        name + " has " + size.width() + " x " + size.height() + " pixels; a picture may have "
                                + maxPixels + " in all.");
            }
            return size;
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            throw broken(name, e);
        }
    }

    private static Refusal broken(String name, Exception cause) {
        return new Refusal(ErrorCode.INVALID_REQUEST, name + " is broken: it cannot be read as a picture.", cause);
    }

    /**
     * Makes a picture of at most 512 pixels on its longer side. There is none of pictures whose pixels cannot be decoded here, such as JPEGs
     * in the colours of print, though browsers and models may be able to.
     *
     * @throws Refusal as {@link #size}
     */
    public Optional<Thumbnail> thumbnail(Path file, String mediaType, String name) {
        return scaled(file, mediaType, name, THUMBNAIL_SIDE, Images::encode);
    }

    /**
     * Makes a JPEG of at most so many pixels on its longer side, on white where the picture is transparent; of an animation its first picture.
     *
     * @return empty as {@link #thumbnail}
     * @throws Refusal as {@link #size}
     */
    Optional<byte[]> jpeg(Path file, String mediaType, String name, int side) {
        return scaled(file, mediaType, name, side, image -> jpeg(opaque(image)));
    }

    private interface Encoding<T> {
        T of(BufferedImage image) throws IOException;
    }

    private <T> Optional<T> scaled(Path file, String mediaType, String name, int side, Encoding<T> encoding) {
        Size size = size(file, mediaType, name);
        DECODING.acquireUninterruptibly();
        try (Opened opened = Opened.of(file, mediaType)) {
            return Optional.of(encoding.of(scale(opened.read(size, side), size, side)));
        } catch (IOException | RuntimeException undecodable) {
            return Optional.empty();
        } finally {
            DECODING.release();
        }
    }

    /** A picture whose header is being read. */
    private record Opened(ImageInputStream input, ImageReader reader) implements AutoCloseable {

        static Opened of(Path file, String mediaType) throws IOException {
            ImageReader reader = reader(mediaType);
            ImageInputStream input = new FileImageInputStream(file.toFile());
            reader.setInput(input, true, true);
            return new Opened(input, reader);
        }

        /** The reader for WebP is made directly: one that registers itself would outlive the application in the server. */
        private static ImageReader reader(String mediaType) throws IOException {
            if (mediaType.equals("image/webp")) {
                return new WebPImageReaderSpi().createReaderInstance(null);
            }
            Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mediaType);
            if (!readers.hasNext()) {
                throw new IOException("No reader for " + mediaType);
            }
            return readers.next();
        }

        Size size() throws IOException {
            return new Size(reader.getWidth(0), reader.getHeight(0));
        }

        /** Every so many pixels only, so that a large picture is never in memory as a whole. */
        BufferedImage read(Size size, int side) throws IOException {
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(size.width(), size.height()) / (2 * side));
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        }

        @Override
        public void close() throws IOException {
            reader.dispose();
            input.close();
        }
    }

    private static BufferedImage scale(BufferedImage image, Size original, int side) {
        double factor = Math.min(1, (double) side / Math.max(original.width(), original.height()));
        int width = Math.max(1, (int) Math.round(original.width() * factor));
        int height = Math.max(1, (int) Math.round(original.height() * factor));
        boolean transparent = image.getColorModel().hasAlpha();
        BufferedImage scaled = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static Thumbnail encode(BufferedImage image) throws IOException {
        String format = image.getColorModel().hasAlpha() ? "png" : "jpeg";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, format, memory)) {
                throw new IOException("No writer for " + format);
            }
        }
        return new Thumbnail(out.toByteArray(), "image/" + format);
    }

    private static BufferedImage opaque(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(memory);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
