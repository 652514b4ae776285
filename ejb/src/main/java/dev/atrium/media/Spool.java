package dev.atrium.media;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Where bytes arrive before they are stored: in a file beside the store's own, so that a directory takes them over by renaming. They never are in
 * memory as a whole.
 */
@ApplicationScoped
public class Spool {

    private static final String SUFFIX = ".part";
    private static final int BUFFER = 64 * 1024;

    private final Path directory;

    /** For the client proxy. */
    protected Spool() {
        directory = null;
    }

    @Inject
    Spool(MediaSettings settings) {
        this(settings.directory().resolve("incoming"));
    }

    Spool(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads a stream to its end.
     *
     * @param name what people call the file, for the refusal
     * @param mostBytes no more than this and one are read
     * @throws Refusal {@code PAYLOAD_TOO_LARGE} when there are more, {@code INVALID_REQUEST} when the stream breaks off
     */
    public Spooled read(InputStream content, String name, long mostBytes) {
        Path file = create();
        boolean whole = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            MessageDigest digest = sha256();
            OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
            long bytes = copy(content, out, name, mostBytes);
            channel.force(true);
            whole = true;
            return new Spooled(file, bytes, digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!whole) {
                delete(file);
            }
        }
    }

    private static long copy(InputStream content, OutputStream out, String name, long mostBytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int read = read(content, buffer, name); read >= 0; read = read(content, buffer, name)) {
            total += read;
            if (total > mostBytes) {
                throw new Refusal(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        name + " is larger than " + ByteCount.text(mostBytes) + ", the most that a file may have.");
            }
            out.write(buffer, 0, read);
        }
        return total;
    }

    /** The client's side of the copying: what breaks here is no failure of ours. */
    private static int read(InputStream content, byte[] buffer, String name) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, name + " broke off before its end.", e);
        }
    }

    private Path create() {
        try {
            Files.createDirectories(directory);
            return Files.createTempFile(directory, "", SUFFIX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what a crash left behind. */
    void clean(Instant before) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(SUFFIX)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
